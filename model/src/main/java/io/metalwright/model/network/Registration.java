package io.metalwright.model.network;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a segment does with a machine whose MAC it has never seen. */
public enum Registration {
    /** It gets an address and BootOS, and a {@code Register} run starts. */
    AUTOMATIC,
    /** Only MACs entered beforehand are answered. */
    MANUAL,
    /** Nobody new is answered. */
    OFF;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
