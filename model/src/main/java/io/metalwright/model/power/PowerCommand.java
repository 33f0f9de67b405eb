package io.metalwright.model.power;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can be asked of a machine's power (IPMI 2.0 section 28.3, Chassis Control). */
public enum PowerCommand {
    ON,
    OFF,
    SOFT_OFF,
    CYCLE,
    RESET;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
