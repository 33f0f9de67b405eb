package io.metalwright.activities.power;

import io.metalwright.model.power.PowerState;
import java.util.concurrent.atomic.AtomicInteger;

/** BMCs that take one credential and remember who did what with them. */
final class RememberingBmcs implements BmcLogin {
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger verbs = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final BmcCredential right;

    RememberingBmcs(BmcCredential right) {
        this.right = right;
    }

    int logins() {
        return logins.get();
    }

    int open() {
        return open.get();
    }

    int verbs() {
        return verbs.get();
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public Bmc login(BmcAddress address, BmcCredential credential) {
        logins.incrementAndGet();
        if (!credential.equals(right)) {
            throw new BmcFailure.CredentialRefused("refused at " + address);
        }
        open.incrementAndGet();
        return new PoweredBmc();
    }

    /** Always on; knows nothing else. */
    private final class PoweredBmc extends PowerOnlyBmc {
        @Override
        public PowerState powerState() {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            atOnce.decrementAndGet();
            verbs.incrementAndGet();
            return PowerState.ON;
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
