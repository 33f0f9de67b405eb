package io.metalwright.model.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a step stands. */
public enum StepState {
    PENDING,
    RUNNING,
    WAITING,
    DONE,
    SKIPPED,
    FAILED,
    UNDONE;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
