package io.metalwright.activities.switching;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcInfo;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One BMC's restart. That it took the command proves nothing; what proves it is a login of before that it does not know any more, or a time of its
 * last start that is another one.
 */
final class BmcRestart {
    private final BmcVisits visits;
    private final BmcTarget target;
    private final BmcCareTimes times;
    private final Runnable pulse;

    BmcRestart(BmcVisits visits, BmcTarget target, BmcCareTimes times, Runnable pulse) {
        this.visits = visits;
        this.target = target;
        this.times = times;
        this.pulse = pulse;
    }

    /** Tells what was seen. */
    String make() {
        var began = Instant.now();
        awaitGone();
        var info = awaitBack();
        return "It was gone, and answers again after "
                + Duration.between(began, Instant.now()).toSeconds() + " s, with firmware " + info.firmware() + ".";
    }

    /** In a login of its own, as the shared one is made anew by whoever comes next. */
    private void awaitGone() {
        try (var before = visits.loginApart(target)) {
            var mark = before.startMark();
            tell(before);
            var until = Instant.now().plus(times.gone());
            while (!isGone(before, mark)) {
                if (Instant.now().isAfter(until)) {
                    throw Failures.mayPass(
                            FailureTypes.NOT_DONE,
                            "reset the BMC of " + target.machine() + " through " + BmcVisits.place(target)
                                    + ": accepted, and after " + times.gone().toSeconds()
                                    + " s it answers in the same login as if nothing had happened",
                            "Reset it on its own page, or take the machine from the mains for a moment; then skip the step.");
                }
                rest();
            }
        } catch (BmcFailure e) {
            throw failure(e);
        }
    }

    /** Many are gone before they answer. */
    private static void tell(Bmc bmc) {
        try {
            bmc.resetBmc();
        } catch (BmcFailure.Unreachable | BmcFailure.Nonsense e) {
            // Whether it did is seen next.
        }
    }

    private boolean isGone(Bmc bmc, Optional<String> mark) {
        pulse.run();
        try {
            bmc.powerState();
            return mark.isPresent() && !bmc.startMark().equals(mark);
        } catch (BmcFailure.Unreachable | BmcFailure.Nonsense e) {
            return true;
        }
    }

    /** BMCs answer nonsense, or refuse, while they start. */
    private BmcInfo awaitBack() {
        var until = Instant.now().plus(times.back());
        while (true) {
            pulse.run();
            try {
                return visits.visit(target, Bmc::info);
            } catch (BmcFailure.CredentialRefused | BmcFailure.Stranger e) {
                throw failure(e);
            } catch (BmcFailure e) {
                if (Instant.now().isAfter(until)) {
                    throw failure(e);
                }
            }
            rest();
        }
    }

    private ApplicationFailure failure(BmcFailure failure) {
        return BmcVisits.failureOrNoWay("reset the BMC of", target, failure);
    }

    private void rest() {
        try {
            Thread.sleep(times.look());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a BMC", e);
        }
    }
}
