package io.metalwright.model.spec;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a cleaning consists of. The step with the highest priority comes first, one with priority 0 is left out. */
public enum CleaningStep {
    /** Signatures of arrays, partitions and file systems are destroyed: seconds. */
    WIPE_METADATA(0),
    /** Every disk in full. */
    ERASE_DISKS(10);

    private final int usualPriority;

    CleaningStep(int usualPriority) {
        this.usualPriority = usualPriority;
    }

    /** Its priority where nobody says otherwise. */
    public int usualPriority() {
        return usualPriority;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
