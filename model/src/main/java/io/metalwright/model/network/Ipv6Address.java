package io.metalwright.model.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.metalwright.model.MacAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IPv6 address; in text it is written as RFC 5952 has it, {@code fd00:77::20}. Without a zone.
 *
 * @param high the first 64 bits, in network order
 * @param low the last 64 bits
 */
public record Ipv6Address(long high, long low) implements IpAddress, Comparable<Ipv6Address> {
    public static final Ipv6Address ANY = new Ipv6Address(0, 0);
    private static final int GROUPS = 8;
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    /** What stands in the middle of an interface identifier made of a MAC address (RFC 4291 appendix A). */
    private static final long EUI64_MIDDLE = 0xFFFE;

    private static final long UNIVERSAL = 0x0200_0000_0000_0000L;

    @JsonCreator
    public static Ipv6Address of(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return ofGroups(groups(text, text), text);
        }
        var groups = new ArrayList<>(groups(text.substring(0, gap), text));
        var tail = groups(text.substring(gap + 2), text);
        int zeros = GROUPS - groups.size() - tail.size();
        if (zeros < 1) {
            throw no(text);
        }
        for (int i = 0; i < zeros; i++) {
            groups.add(0L);
        }
        groups.addAll(tail);
        return ofGroups(groups, text);
    }

    /** @param octets sixteen, in network order */
    public static Ipv6Address ofOctets(byte[] octets) {
        if (octets.length != 16) {
            throw new IllegalArgumentException("An IPv6 address has 16 octets, not " + octets.length);
        }
        var bits = ByteBuffer.wrap(octets);
        return new Ipv6Address(bits.getLong(), bits.getLong());
    }

    public byte[] octets() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    @Override
    @JsonValue
    public String value() {
        int from = 0;
        int length = 0;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && group(end) == 0) {
                end++;
            }
            if (end - i > length) {
                from = i;
                length = end - i;
            }
        }
        // RFC 5952 section 4.2: the longest run of zeros is left out, the first of two that are as long, never a single
        // one.
        return length < 2 ? text(0, GROUPS) : text(0, from) + "::" + text(from + length, GROUPS);
    }

    @Override
    public String inUrl() {
        return "[" + value() + "]";
    }

    /** Of the link alone, fe80::/10 (RFC 4291 section 2.5.6). */
    public boolean isLinkLocal() {
        return high >>> 54 == 0xFE80 >>> 6;
    }

    /** The card that made its interface identifier of its MAC address (RFC 4291 appendix A), if this is such an address. */
    public Optional<MacAddress> card() {
        if ((low >>> 24 & 0xFFFF) != EUI64_MIDDLE) {
            // The octets in the middle are FF and FE.
            return Optional.empty();
        }
        long bits = low ^ UNIVERSAL;
        return Optional.of(new MacAddress(bits >>> 40 << 24 | bits & 0xFF_FFFF));
    }

    public Ipv6Address next() {
        return new Ipv6Address(low == -1 ? high + 1 : high, low + 1);
    }

    @Override
    public int compareTo(Ipv6Address other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return value();
    }

    private int group(int index) {
        return (int) ((index < 4 ? high : low) >>> 16 * (3 - index % 4)) & 0xFFFF;
    }

    private String text(int from, int to) {
        var text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(group(i)));
        }
        return text.toString();
    }

    private static List<Long> groups(String part, String whole) {
        var groups = new ArrayList<Long>(GROUPS);
        if (part.isEmpty()) {
            return groups;
        }
        for (var group : part.split(":", -1)) {
            if (!GROUP.matcher(group).matches() || groups.size() == GROUPS) {
                throw no(whole);
            }
            groups.add(Long.parseLong(group, 16));
        }
        return groups;
    }

    private static Ipv6Address ofGroups(List<Long> groups, String text) {
        if (groups.size() != GROUPS) {
            throw no(text);
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups.get(i);
            low = low << 16 | groups.get(i + 4);
        }
        return new Ipv6Address(high, low);
    }

    private static IllegalArgumentException no(String text) {
        return new IllegalArgumentException("'" + text + "' is no IPv6 address. It reads like fd00:77::20");
    }
}
