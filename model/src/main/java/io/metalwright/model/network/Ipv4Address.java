package io.metalwright.model.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * An IPv4 address; in text it is written in dotted decimals.
 *
 * @param bits the 32 bits in network order
 */
public record Ipv4Address(int bits) implements IpAddress, Comparable<Ipv4Address> {
    private static final Pattern FORM =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
    public static final Ipv4Address ANY = new Ipv4Address(0);
    public static final Ipv4Address BROADCAST = new Ipv4Address(-1);

    @JsonCreator
    public static Ipv4Address of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no IPv4 address. It reads like 10.77.0.20");
        }
        int bits = 0;
        for (String octet : text.split("\\.", -1)) {
            bits = bits << 8 | Integer.parseInt(octet);
        }
        return new Ipv4Address(bits);
    }

    /** From the 32 bits in network order. */
    public static Ipv4Address ofBits(int bits) {
        return new Ipv4Address(bits);
    }

    @Override
    @JsonValue
    public String value() {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xFF) + "." + (bits >>> 8 & 0xFF) + "." + (bits & 0xFF);
    }

    @Override
    public String inUrl() {
        return value();
    }

    public Ipv4Address next() {
        return ofBits(bits + 1);
    }

    @Override
    public int compareTo(Ipv4Address other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return value();
    }
}
