package io.metalwright.model.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How thoroughly disks shall be erased. */
public enum EraseWish {
    /** Signatures alone: seconds. */
    METADATA,
    /** In full, by the disk's own command where it has one, else by overwriting it. */
    BEST,
    /** In full, by overwriting every sector. */
    OVERWRITE;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
