package io.metalwright.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a machine for life: {@code m-} and eight characters, made from random bytes when it is first seen. */
public record MachineId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("m-[a-z0-9]{4,32}");

    public MachineId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is no machine id. It reads like m-4k2j9x7q");
        }
    }

    @JsonCreator
    public static MachineId of(String text) {
        return new MachineId(text);
    }

    /** Makes an id from random bits; the caller brings the randomness, since workflows must take theirs from the engine. */
    public static MachineId fromBits(long bits) {
        var digits = Long.toUnsignedString(bits, 36);
        return new MachineId("m-" + "0".repeat(Math.max(0, 8 - digits.length()))
                + digits.substring(Math.max(0, digits.length() - 8)));
    }

    @Override
    public String toString() {
        return value;
    }
}
