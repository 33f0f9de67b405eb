package io.metalwright.model.spec;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a cleaning consists of. The step with the highest priority comes first, one with priority 0 is left out. */
public enum CleaningStep {
    /** Signatures of arrays, partitions and file systems are destroyed: seconds. */
    WIPE_METADATA(0, 0),
    /** Every disk in full. */
    ERASE_DISKS(10, 10),
    /** The BMC is started anew. */
    RESET_BMC(0, 1),
    /** The firmware's settings become those of the factory, from the machine's next start on. */
    RESET_BIOS(0, 10),
    /** Secure boot has the keys again that the machine was sold with. */
    RESET_SECURE_BOOT_KEYS(0, 20),
    /** Secure boot has no keys any more, so that it enforces nothing until somebody enrols some. */
    CLEAR_SECURE_BOOT_KEYS(0, 0),
    /** Whom we log in as has another password on the BMC, which nobody knows. */
    CHANGE_BMC_CREDENTIAL(0, 30);

    private final int usualPriority;
    private final int thoroughPriority;

    CleaningStep(int usualPriority, int thoroughPriority) {
        this.usualPriority = usualPriority;
        this.thoroughPriority = thoroughPriority;
    }

    /** Its priority where nobody says otherwise: a BMC and firmware stay as somebody has set them. */
    int priority(CleaningScope scope) {
        return switch (scope) {
            case DISKS -> usualPriority;
            case MACHINE -> thoroughPriority;
        };
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
