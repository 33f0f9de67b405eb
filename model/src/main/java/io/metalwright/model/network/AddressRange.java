package io.metalwright.model.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Addresses from {@code first} to {@code last}, both included; written {@code 10.77.0.100-10.77.0.199}. */
public record AddressRange(Ipv4Address first, Ipv4Address last) {
    public AddressRange {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("The range " + first + "-" + last + " ends before it begins");
        }
    }

    @JsonCreator
    public static AddressRange of(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException("'" + text + "' is no range. It reads like 10.77.0.100-10.77.0.199");
        }
        return new AddressRange(
                Ipv4Address.of(text.substring(0, dash).strip()),
                Ipv4Address.of(text.substring(dash + 1).strip()));
    }

    public boolean contains(Ipv4Address address) {
        return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
    }

    public boolean overlaps(AddressRange other) {
        return first.compareTo(other.last) <= 0 && other.first.compareTo(last) <= 0;
    }

    public long size() {
        return Integer.toUnsignedLong(last.bits()) - Integer.toUnsignedLong(first.bits()) + 1;
    }

    @Override
    @JsonValue
    public String toString() {
        return first + "-" + last;
    }
}
