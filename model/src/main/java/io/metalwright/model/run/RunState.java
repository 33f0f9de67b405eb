package io.metalwright.model.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a run stands. */
public enum RunState {
    RUNNING,
    /** A step could not succeed; the run waits for a person, or for the time at which it tries again by itself. */
    WAITING,
    /** Between two steps, by a person's word. */
    PAUSED,
    CANCELLING,
    DONE,
    CANCELLED,
    FAILED;

    public boolean isOver() {
        return switch (this) {
            case RUNNING, WAITING, PAUSED, CANCELLING -> false;
            case DONE, CANCELLED, FAILED -> true;
        };
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
