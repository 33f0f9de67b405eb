package io.metalwright.model.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an event of a machine came to be known. */
public enum EventSource {
    /** It stood in the BMC's event log. */
    LOG,
    /** The BMC sent it by Redfish. */
    REDFISH,
    /** The BMC sent it as a platform event trap. */
    TRAP;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
