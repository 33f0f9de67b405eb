package io.metalwright.model.spec;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a cleaning goes where its priorities do not say. */
public enum CleaningScope {
    DISKS,
    /** Its BMC and its firmware too. What its BMC has no way to do is passed over. */
    MACHINE;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
