package io.metalwright.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a machine stands in its life. A change of state is always the effect of a run. */
public enum MachineState {
    DISCOVERED,
    REGISTERING,
    AVAILABLE,
    PROVISIONING,
    DEPLOYED,
    MAINTENANCE,
    CLEANING,
    ADOPTED,
    FAILED,
    RETIRED;

    /** Whether it holds a system that somebody uses. */
    public boolean isInUse() {
        return this == DEPLOYED || this == ADOPTED;
    }

    /** The word in the API, in histories and on the page. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
