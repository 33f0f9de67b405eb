package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of the keys by which firmware knows what it may start. */
public enum KeyReset {
    /** Those that the machine was sold with. */
    DEFAULT,
    /** None: the firmware starts anything until somebody enrols keys. */
    CLEAR;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
