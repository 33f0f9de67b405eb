package io.metalwright.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.Locale;

/**
 * An EUI-48 hardware address, in text six lower-case octets joined by colons ({@code 52:54:00:12:34:56}).
 *
 * @param bits the six octets in the lower 48 bits, the first one highest
 */
public record MacAddress(long bits) implements Comparable<MacAddress> {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    public MacAddress {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException(
                    "A MAC address has 48 bits, which " + Long.toHexString(bits) + " passes");
        }
    }

    @JsonCreator
    public static MacAddress of(String text) {
        var value = text.toLowerCase(Locale.ROOT).replace('-', ':');
        try {
            return of(COLONS.parseHex(value));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no MAC address. Write six octets: 52:54:00:12:34:56", e);
        }
    }

    /** @param octets six */
    public static MacAddress of(byte[] octets) {
        if (octets.length != 6) {
            throw new IllegalArgumentException("A MAC address has six octets, not " + octets.length);
        }
        long bits = 0;
        for (byte octet : octets) {
            bits = bits << 8 | octet & 0xFF;
        }
        return new MacAddress(bits);
    }

    @JsonValue
    public String value() {
        return COLONS.formatHex(octets());
    }

    public byte[] octets() {
        byte[] octets = new byte[6];
        for (int i = 0; i < 6; i++) {
            octets[i] = (byte) (bits >>> 8 * (5 - i));
        }
        return octets;
    }

    /** True for an address given to one card, false for broadcast and groups (IEEE 802, I/G bit). */
    public boolean isUnicast() {
        return (bits >>> 40 & 1) == 0;
    }

    /** The order of the texts, too. */
    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(bits, other.bits);
    }

    @Override
    public String toString() {
        return value();
    }
}
