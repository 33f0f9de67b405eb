package io.metalwright.model.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An IPv6 network, {@code fd00:77::/64}. The bits behind the prefix are zero. */
public record Ipv6Prefix(Ipv6Address network, int length) {
    public Ipv6Prefix {
        if (length < 1 || length > 128) {
            throw new IllegalArgumentException("An IPv6 prefix has 1 to 128 bits, not " + length);
        }
        if (!masked(network, length).equals(network)) {
            throw new IllegalArgumentException(network + "/" + length + " has bits behind the prefix. Write "
                    + masked(network, length) + "/" + length);
        }
    }

    @JsonCreator
    public static Ipv6Prefix of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' is no IPv6 network. It reads like fd00:77::/64");
        }
        try {
            return new Ipv6Prefix(
                    Ipv6Address.of(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' has no prefix length. It reads like fd00:77::/64", e);
        }
    }

    public boolean contains(Ipv6Address address) {
        return masked(address, length).equals(network);
    }

    public boolean overlaps(Ipv6Prefix other) {
        return contains(other.network) || other.contains(network);
    }

    private static Ipv6Address masked(Ipv6Address address, int length) {
        return length <= 64
                ? new Ipv6Address(address.high() & mask(length), 0)
                : new Ipv6Address(address.high(), address.low() & mask(length - 64));
    }

    private static long mask(int length) {
        return length == 0 ? 0 : -1L << 64 - length;
    }

    @Override
    @JsonValue
    public String toString() {
        return network + "/" + length;
    }
}
