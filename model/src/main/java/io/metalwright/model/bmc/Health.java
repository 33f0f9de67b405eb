package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How well something is, best first; what is not known is no worse than what is well. */
public enum Health {
    UNKNOWN,
    OK,
    WARNING,
    CRITICAL;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Health worse(Health other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
