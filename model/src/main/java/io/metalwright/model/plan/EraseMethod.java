package io.metalwright.model.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a disk is erased. */
public enum EraseMethod {
    /** Signatures of arrays, partitions and file systems: nothing on it is found any more, and its data could still be read by who looks for it. */
    METADATA("signatures of arrays, partitions and file systems are destroyed"),
    /** Every sector is written with zeros. */
    OVERWRITE("every sector is overwritten with zeros"),
    /** The disk's own command (NVM Express, Format NVM with secure erase). */
    NVME_FORMAT("the disk erases itself (NVMe format)"),
    /** The disk's own command (ATA, SECURITY ERASE UNIT). */
    ATA_SECURE_ERASE("the disk erases itself (ATA secure erase)");

    private final String effect;

    EraseMethod(String effect) {
        this.effect = effect;
    }

    /** What happens, in a sentence without its subject's name. */
    public String effect() {
        return effect;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
