package io.metalwright.model.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Addresses from {@code first} to {@code last}, both included; written {@code fd00:77::100-fd00:77::1ff}. At most {@value #MOST}, so that whoever makes
 * up clients by the million fills a list and not a disk.
 */
public record Ipv6Range(Ipv6Address first, Ipv6Address last) {
    private static final int MOST = 65_536;

    public Ipv6Range {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("The range " + first + "-" + last + " ends before it begins");
        }
        if (first.high() != last.high() || Long.compareUnsigned(last.low() - first.low(), MOST) >= 0) {
            throw new IllegalArgumentException(
                    "The range " + first + "-" + last + " has more than " + MOST + " addresses");
        }
    }

    @JsonCreator
    public static Ipv6Range of(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException("'" + text + "' is no range. It reads like fd00:77::100-fd00:77::1ff");
        }
        return new Ipv6Range(
                Ipv6Address.of(text.substring(0, dash).strip()),
                Ipv6Address.of(text.substring(dash + 1).strip()));
    }

    public boolean contains(Ipv6Address address) {
        return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
    }

    public int size() {
        return (int) (last.low() - first.low()) + 1;
    }

    /** @param index from 0 */
    public Ipv6Address at(int index) {
        return new Ipv6Address(first.high(), first.low() + index);
    }

    @Override
    @JsonValue
    public String toString() {
        return first + "-" + last;
    }
}
