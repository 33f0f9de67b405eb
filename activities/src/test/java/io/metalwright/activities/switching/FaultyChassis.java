package io.metalwright.activities.switching;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcLogin;
import io.metalwright.activities.power.BootReading;
import io.metalwright.activities.power.PowerOnlyBmc;
import io.metalwright.model.BootMode;
import io.metalwright.model.power.BootDevice;
import io.metalwright.model.power.BootOverride;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import java.util.ArrayList;
import java.util.List;

/** A BMC that says yes to everything, and a machine behind it. The kinds below do something else than they say. */
class FaultyChassis implements BmcLogin {
    final List<PowerCommand> pressed = new ArrayList<>();
    PowerState power = PowerState.OFF;
    BootReading override = new BootReading(false, BootDevice.NONE, false, BootMode.BIOS);
    int logins;

    /** Accepts, and does nothing. */
    static final class Deaf extends FaultyChassis {
        @Override
        void press(PowerCommand command) {}

        @Override
        void set(BootOverride wanted) {}
    }

    /** Does it, and its answer is lost. */
    static final class Mumbling extends FaultyChassis {
        @Override
        void press(PowerCommand command) {
            super.press(command);
            throw new BmcFailure.Unreachable("no answer");
        }

        @Override
        void set(BootOverride wanted) {
            super.set(wanted);
            throw new BmcFailure.Unreachable("no answer");
        }
    }

    /** Has no time while the power changes. */
    static final class Busy extends FaultyChassis {
        private int busy;

        @Override
        void press(PowerCommand command) {
            super.press(command);
            busy = 2;
        }

        @Override
        PowerState look() {
            if (busy > 0) {
                busy--;
                throw new BmcFailure.Unreachable("busy");
            }
            return super.look();
        }
    }

    /** Forgets the boot device when the power goes. */
    static final class Forgetful extends FaultyChassis {
        @Override
        void press(PowerCommand command) {
            super.press(command);
            if (command == PowerCommand.OFF) {
                override = new BootReading(false, BootDevice.NONE, false, BootMode.BIOS);
            }
        }
    }

    /** Lets nobody in until somebody mends it. */
    static final class Locked extends FaultyChassis {
        boolean mended;

        @Override
        public Bmc login(BmcAddress address, BmcCredential credential) {
            if (mended) {
                return super.login(address, credential);
            }
            logins++;
            throw new BmcFailure.CredentialRefused("refused");
        }
    }

    /** Refuses to switch with this completion code. */
    static final class Refusing extends FaultyChassis {
        private final int code;

        Refusing(int code) {
            this.code = code;
        }

        @Override
        void press(PowerCommand command) {
            pressed.add(command);
            throw new BmcFailure.Refused("Chassis Control", code, "refused");
        }
    }

    void press(PowerCommand command) {
        pressed.add(command);
        power = switch (command) {
            case ON, CYCLE, RESET -> PowerState.ON;
            case OFF, SOFT_OFF -> PowerState.OFF;
        };
    }

    void set(BootOverride wanted) {
        override = new BootReading(
                wanted.device() != BootDevice.NONE, wanted.device(), wanted.persistent(), wanted.mode());
    }

    PowerState look() {
        return power;
    }

    @Override
    public Bmc login(BmcAddress address, BmcCredential credential) {
        logins++;
        return new Session();
    }

    private final class Session extends PowerOnlyBmc {
        @Override
        public PowerState powerState() {
            return look();
        }

        @Override
        public void apply(PowerCommand command) {
            press(command);
        }

        @Override
        public BootReading bootOverride() {
            return override;
        }

        @Override
        public void setBootOverride(BootOverride wanted) {
            set(wanted);
        }
    }
}
