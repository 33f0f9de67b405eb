package io.metalwright.model.power;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the firmware is told to start from (IPMI 2.0 table 28-14, boot flags). */
public enum BootDevice {
    /** No override: the firmware's own order. */
    NONE,
    NETWORK,
    DISK,
    CD,
    BIOS_SETUP;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
