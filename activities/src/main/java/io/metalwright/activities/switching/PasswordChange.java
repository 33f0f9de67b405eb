package io.metalwright.activities.switching;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcUser;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.steps.FailureTypes;
import java.time.Duration;
import java.util.List;

/**
 * Gives a BMC's user another password, which nobody knows: it is kept before the BMC is told of it, and takes the place of the old one when the BMC
 * has let in with it. Begun again after a death it finds out by one login which of the two the BMC has.
 */
final class PasswordChange {
    private final BmcVisits visits;
    private final IntendedPasswords intended;
    private final BmcTarget target;
    /** Some BMCs need a moment to know a new password. */
    private final Duration learns;

    PasswordChange(BmcVisits visits, IntendedPasswords intended, BmcTarget target, Duration learns) {
        this.visits = visits;
        this.intended = intended;
        this.target = target;
        this.learns = learns;
    }

    /** Tells what was seen. */
    String make() {
        try {
            if (visits.hasIntended(target)) {
                return words();
            }
            // With the old one, so that it is known to be right before anything is changed.
            int place = visits.visit(target, bmc -> place(bmc.users()));
            try (var password = intended.intend(target)) {
                tell(place, password);
                prove(password);
                intended.settle(target, password);
            }
            return words();
        } catch (BmcFailure e) {
            throw BmcVisits.failureOrNoWay("change the password of '" + target.user() + "' on the BMC of", target, e);
        }
    }

    private String words() {
        return "The BMC lets '" + target.user() + "' in with a new password, which nobody was told.";
    }

    private int place(List<BmcUser> users) {
        return users.stream()
                .filter(user -> user.name().equals(target.user()))
                .findFirst()
                .orElseThrow(
                        () -> Failures.lasting(
                                FailureTypes.BY_HAND,
                                "change the password of '" + target.user() + "' on the BMC of " + target.machine()
                                        + " through " + BmcVisits.place(target)
                                        + ": it lets that user in, and lists none of that name",
                                "Users of a directory have their passwords there. Enter a user of the BMC's own on the machine's page."))
                .id();
    }

    /** Whether it took one that no answer came to is proven next. */
    private void tell(int place, Secret password) {
        try {
            visits.visit(target, bmc -> {
                bmc.changePassword(place, BmcVisits.credential(target.user(), password));
                return place;
            });
        } catch (BmcFailure.Unreachable | BmcFailure.Nonsense e) {
            // The login tells.
        }
    }

    private void prove(Secret password) {
        if (visits.letsIn(target, password)) {
            return;
        }
        pause();
        visits.clearRefusals(target);
        if (!visits.letsIn(target, password)) {
            // Not tried again by itself: each try is another refused login, and BMCs lock accounts.
            throw Failures.lasting(
                    FailureTypes.NOT_DONE,
                    "change the password of '" + target.user() + "' on the BMC of " + target.machine() + " through "
                            + BmcVisits.place(target) + ": accepted, and the BMC refuses the new one",
                    "The old one is kept. See whether it still lets in, and whether the BMC has rules for passwords or locked the account; then retry.");
        }
    }

    private void pause() {
        try {
            Thread.sleep(learns);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a BMC learns a password", e);
        }
    }
}
