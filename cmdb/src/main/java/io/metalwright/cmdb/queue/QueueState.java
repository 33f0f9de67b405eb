package io.metalwright.cmdb.queue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What has become of a run that was asked for while its machine was busy. */
public enum QueueState {
    QUEUED,
    /** Somebody starts it; whether the engine has taken it is not known yet. */
    STARTING,
    STARTED,
    /** Its turn came, and what was asked for could not be begun any more. */
    REFUSED,
    CANCELLED;

    /** Whether those behind it wait for it. */
    public boolean isWaiting() {
        return switch (this) {
            case QUEUED, STARTING -> true;
            case STARTED, REFUSED, CANCELLED -> false;
        };
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
