package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A command by which a disk erases itself. */
public enum SelfErase {
    NVME_FORMAT,
    ATA_SECURE_ERASE;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
