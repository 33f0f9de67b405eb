package io.metalwright.model.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A DHCP option that every client of a segment is given beside those which the boot services fill in themselves.
 *
 * @param code 1 to 254 (RFC 2132 and the IANA registry)
 * @param value in the words of its type; <code>${mac}</code>, <code>${address}</code>, <code>${hostname}</code>, <code>${server}</code> and
 *     <code>${segment}</code> in it stand for this client's
 */
public record DhcpOptionSetting(int code, Type type, String value) {
    /** How the value is written here and sent. */
    public enum Type {
        TEXT,
        /** One or more, separated by commas. */
        ADDRESSES,
        UINT8,
        UINT16,
        UINT32,
        /** Pairs of hexadecimal digits. */
        HEX;

        @JsonCreator
        public static Type of(String word) {
            return Arrays.stream(values())
                    .filter(type -> type.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'" + word
                            + "' is no type of DHCP options: text, addresses, uint8, uint16, uint32 or hex"));
        }

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public DhcpOptionSetting {
        if (code < 1 || code > 254) {
            throw new IllegalArgumentException("DHCP options have the numbers 1 to 254, not " + code);
        }
        // RFC 2131 and 3046: what the protocol itself lives by.
        switch (code) {
            case 50, 51, 52, 53, 54, 55, 57, 58, 59, 61, 82 ->
                throw new IllegalArgumentException(
                        "DHCP option " + code + " belongs to the protocol and cannot be set");
            default -> {}
        }
        if (type == null || value == null) {
            throw new IllegalArgumentException("DHCP option " + code + " needs 'type' and 'value'");
        }
        if (!value.contains("${")) {
            check(code, type, value);
        }
    }

    private static void check(int code, Type type, String value) {
        try {
            switch (type) {
                case TEXT -> {}
                case ADDRESSES ->
                    Arrays.stream(value.split(",", -1)).map(String::strip).forEach(Ipv4Address::of);
                case UINT8 -> checkBits(value, 8);
                case UINT16 -> checkBits(value, 16);
                case UINT32 -> checkBits(value, 32);
                case HEX -> HexFormat.of().parseHex(value);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "DHCP option " + code + " of type " + type.word() + ": " + e.getMessage(), e);
        }
    }

    private static void checkBits(String value, int bits) {
        if (Long.parseLong(value) >>> bits != 0) {
            throw new IllegalArgumentException("'" + value + "' does not fit " + bits + " bits");
        }
    }
}
