package io.metalwright.workflows.run;

import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came back when a step could not succeed.
 *
 * @param type one of {@link FailureTypes}, or null
 * @param text what was being done, to whom, and what came back
 * @param advice what would help, or null when only the step can say
 * @param passing whether trying again without a person may help
 */
public record Trouble(
        @Nullable String type, String text, @Nullable String advice, boolean passing) {
    private static final Set<String> WITH_BMC = Set.of(
            FailureTypes.BMC_UNREACHABLE,
            FailureTypes.BMC_REFUSED_CREDENTIAL,
            FailureTypes.BMC_REFUSED,
            FailureTypes.BMC_HAS_NO_WAY);

    private static final String NOBODY_THERE = "NobodyThere";

    public static Trouble of(ActivityFailure failure) {
        if (failure.getCause() instanceof ApplicationFailure cause) {
            return new Trouble(cause.getType(), cause.getOriginalMessage(), advice(cause), !cause.isNonRetryable());
        }
        if (failure.getCause() instanceof TimeoutFailure cause) {
            return of(failure.getActivityType(), cause);
        }
        return new Trouble(null, String.valueOf(failure.getMessage()), null, true);
    }

    private static Trouble of(String activity, TimeoutFailure cause) {
        if (cause.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START) {
            return new Trouble(
                    NOBODY_THERE,
                    activity + ": no worker has taken it up.",
                    "Start the worker of this site (metalwright worker --role site, or boot-services), or see why it cannot reach Temporal.",
                    true);
        }
        return new Trouble(null, activity + ": no answer in time (" + cause.getTimeoutType() + ").", null, true);
    }

    private static @Nullable String advice(ApplicationFailure cause) {
        return cause.getDetails().getSize() > 0 ? cause.getDetails().get(0, String.class) : null;
    }

    /** No worker has taken it up: nothing was done, and nothing went wrong but that. */
    boolean isNobodyThere() {
        return NOBODY_THERE.equals(type);
    }

    boolean isMachineLost() {
        return FailureTypes.MACHINE_LOST.equals(type);
    }

    boolean isWithBmc() {
        return type != null && WITH_BMC.contains(type);
    }
}
