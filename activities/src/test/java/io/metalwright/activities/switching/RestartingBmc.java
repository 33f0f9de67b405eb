package io.metalwright.activities.switching;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcInfo;
import io.metalwright.activities.power.BmcLogin;
import io.metalwright.activities.power.PowerOnlyBmc;
import io.metalwright.model.power.PowerState;

/** A BMC that is away for some logins after it was told to start anew, and then knows no login of before; or one that takes the word and does nothing. */
final class RestartingBmc implements BmcLogin {
    private final boolean heeds;
    private int starts;
    private int away;

    RestartingBmc(boolean heeds) {
        this.heeds = heeds;
    }

    @Override
    public Bmc login(BmcAddress address, BmcCredential credential) {
        if (away > 0) {
            away--;
            throw new BmcFailure.Unreachable("no answer from " + address);
        }
        return new Session(starts);
    }

    private final class Session extends PowerOnlyBmc {
        private final int began;

        private Session(int began) {
            this.began = began;
        }

        @Override
        public void resetBmc() {
            if (heeds) {
                starts++;
                away = 3;
                throw new BmcFailure.Unreachable("gone before it answered");
            }
        }

        @Override
        public PowerState powerState() {
            if (began != starts) {
                throw new BmcFailure.Unreachable("no such session");
            }
            return PowerState.ON;
        }

        @Override
        public BmcInfo info() {
            powerState();
            return new BmcInfo(0, 0, "1.0" + starts, "IPMI 2.0", null);
        }
    }
}
