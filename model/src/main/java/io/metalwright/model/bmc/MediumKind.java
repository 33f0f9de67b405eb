package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a drive takes that a BMC emulates (DSP2046, VirtualMedia, property MediaTypes). */
public enum MediumKind {
    CD,
    DVD,
    FLOPPY,
    USB_STICK;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
