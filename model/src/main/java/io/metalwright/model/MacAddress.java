package io.metalwright.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** An EUI-48 hardware address, kept as six lower-case octets joined by colons ({@code 52:54:00:12:34:56}). */
public record MacAddress(@JsonValue String value) implements Comparable<MacAddress> {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

    public MacAddress {
        value = value.toLowerCase(Locale.ROOT).replace('-', ':');
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no MAC address. Write six octets: 52:54:00:12:34:56");
        }
    }

    @JsonCreator
    public static MacAddress of(String text) {
        return new MacAddress(text);
    }

    public static MacAddress of(byte[] octets) {
        return new MacAddress(HexFormat.ofDelimiter(":").formatHex(octets));
    }

    public byte[] octets() {
        return HexFormat.ofDelimiter(":").parseHex(value);
    }

    /** True for an address given to one card, false for broadcast and groups (IEEE 802, I/G bit). */
    public boolean isUnicast() {
        return (octets()[0] & 1) == 0;
    }

    @Override
    public int compareTo(MacAddress other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
