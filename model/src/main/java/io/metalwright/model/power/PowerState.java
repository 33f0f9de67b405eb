package io.metalwright.model.power;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether the machine has power, as its BMC reads it. */
public enum PowerState {
    ON,
    OFF;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
