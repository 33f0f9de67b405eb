package io.metalwright.model.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** An IPv4 address in dotted decimals. */
public record Ipv4Address(@JsonValue String value) implements Comparable<Ipv4Address> {
    private static final Pattern FORM =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
    public static final Ipv4Address ANY = new Ipv4Address("0.0.0.0");
    public static final Ipv4Address BROADCAST = new Ipv4Address("255.255.255.255");

    public Ipv4Address {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is no IPv4 address. It reads like 10.77.0.20");
        }
    }

    @JsonCreator
    public static Ipv4Address of(String text) {
        return new Ipv4Address(text);
    }

    /** From the 32 bits in network order. */
    public static Ipv4Address ofBits(int bits) {
        return new Ipv4Address(
                (bits >>> 24) + "." + (bits >>> 16 & 0xFF) + "." + (bits >>> 8 & 0xFF) + "." + (bits & 0xFF));
    }

    public int bits() {
        int bits = 0;
        for (String octet : value.split("\\.")) {
            bits = bits << 8 | Integer.parseInt(octet);
        }
        return bits;
    }

    public Ipv4Address next() {
        return ofBits(bits() + 1);
    }

    @Override
    public int compareTo(Ipv4Address other) {
        return Integer.compareUnsigned(bits(), other.bits());
    }

    @Override
    public String toString() {
        return value;
    }
}
