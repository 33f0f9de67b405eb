package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who told a fact. */
public enum FactSource {
    /** BootOS, or the system that runs on the machine. */
    IN_BAND,
    /** The BMC. */
    OUT_OF_BAND,
    /** Both, and they agree. */
    BOTH,
    /** Both, and they do not agree. */
    CONTRADICTED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
