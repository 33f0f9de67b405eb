package io.metalwright.activities.switching;

import io.metalwright.activities.keys.Secret;
import io.metalwright.model.power.BmcTarget;
import java.util.Optional;

/**
 * The password that a BMC is to get, kept beside the one that it has until the BMC was seen to let in with it. So no death of whoever changes it
 * leaves a BMC with a password that nobody knows.
 */
public interface IntendedPasswords {
    /** The one that was intended last and is not settled; the caller closes it. */
    Optional<Secret> find(BmcTarget bmc);

    /** Makes another one up and keeps it, in place of one that the BMC is known not to have. The caller closes it. */
    Secret intend(BmcTarget bmc);

    /**
     * The BMC lets in with it: from now on it is the one that the BMC has. Done again it changes nothing.
     *
     * @throws io.temporal.failure.ApplicationFailure if meanwhile neither of the two is this one
     */
    void settle(BmcTarget bmc, Secret proven);

    /** For who changes no passwords. */
    static IntendedPasswords none() {
        return new IntendedPasswords() {
            @Override
            public Optional<Secret> find(BmcTarget bmc) {
                return Optional.empty();
            }

            @Override
            public Secret intend(BmcTarget bmc) {
                throw new IllegalStateException("Nobody keeps passwords here");
            }

            @Override
            public void settle(BmcTarget bmc, Secret proven) {
                throw new IllegalStateException("Nobody keeps passwords here");
            }
        };
    }
}
