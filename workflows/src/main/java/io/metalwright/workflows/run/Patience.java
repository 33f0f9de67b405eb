package io.metalwright.workflows.run;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;

/** When a run that waits for a person tries again by itself. */
final class Patience {
    /** Temporal ends a run at 51,200 events, and each time a run tries by itself makes a dozen: the rest is for a person's words, and the undo. */
    static final long LONG_HISTORY = 20_000;

    private static final Duration FIRST_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    /** The call waits in its queue again then, where whoever comes back finds it at once. */
    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofSeconds(5);

    private static final String ENDED = " This run's history is long, so that it no longer tries by itself.";

    private Patience() {}

    /** Empty where only a person's word lets it go on. */
    static Optional<Duration> waitBefore(Trouble trouble, int waits) {
        return isAtItsEnd() ? Optional.empty() : Optional.of(usual(trouble, waits));
    }

    /** What would help; and where the run has given up trying by itself, that it has. */
    static String told(String advice) {
        return isAtItsEnd() ? advice + ENDED : advice;
    }

    private static boolean isAtItsEnd() {
        return Since.givesUpTryingForEver() && Workflow.getInfo().getHistoryLength() > LONG_HISTORY;
    }

    private static Duration usual(Trouble trouble, int waits) {
        if (trouble.isNobodyThere()) {
            return UNTIL_ASKED_AGAIN;
        }
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(waits, 6));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
