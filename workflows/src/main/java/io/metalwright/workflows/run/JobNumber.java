package io.metalwright.workflows.run;

import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.util.function.IntFunction;

/**
 * Tells the jobs that a step has a machine do from each other. A job of which nobody knows how it ended is asked for again: it may be at work still, or
 * be done. Only what is known to be over is followed by another.
 */
public final class JobNumber {
    private int number = 1;

    /** @param job does the job of this number, or waits for its end */
    public <T> T with(IntFunction<T> job) {
        try {
            var ended = job.apply(number);
            number++;
            return ended;
        } catch (ActivityFailure e) {
            if (e.getCause() instanceof ApplicationFailure cause
                    && FailureTypes.SCRIPT_FAILED.equals(cause.getType())) {
                number++;
            }
            throw e;
        }
    }
}
