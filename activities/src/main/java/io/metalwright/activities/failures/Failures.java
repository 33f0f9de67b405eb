package io.metalwright.activities.failures;

import io.temporal.failure.ApplicationFailure;
import org.jspecify.annotations.Nullable;

/** Makes the failures that activities throw. The advice is their first detail. */
public final class Failures {
    private Failures() {}

    /** Trouble that may pass: the engine tries again, then the run asks the operator. */
    public static ApplicationFailure mayPass(String type, String message, String advice, @Nullable Throwable cause) {
        return ApplicationFailure.newBuilder()
                .setType(type)
                .setMessage(message)
                .setDetails(advice)
                .setCause(cause)
                .setNonRetryable(false)
                .build();
    }

    public static ApplicationFailure mayPass(String type, String message, String advice) {
        return mayPass(type, message, advice, null);
    }

    /** A refusal that the same attempt would meet again. */
    public static ApplicationFailure lasting(String type, String message, String advice, @Nullable Throwable cause) {
        return ApplicationFailure.newBuilder()
                .setType(type)
                .setMessage(message)
                .setDetails(advice)
                .setCause(cause)
                .setNonRetryable(true)
                .build();
    }

    public static ApplicationFailure lasting(String type, String message, String advice) {
        return lasting(type, message, advice, null);
    }
}
