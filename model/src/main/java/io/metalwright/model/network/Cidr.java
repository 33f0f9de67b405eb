package io.metalwright.model.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An IPv4 network, {@code 10.77.0.0/24}. The host bits are zero. */
public record Cidr(Ipv4Address network, int prefixLength) {
    public Cidr {
        if (prefixLength < 1 || prefixLength > 32) {
            throw new IllegalArgumentException("A prefix has 1 to 32 bits, not " + prefixLength);
        }
        if ((network.bits() & ~mask(prefixLength)) != 0) {
            throw new IllegalArgumentException(network + "/" + prefixLength + " has host bits. Write "
                    + Ipv4Address.ofBits(network.bits() & mask(prefixLength)) + "/" + prefixLength);
        }
    }

    @JsonCreator
    public static Cidr of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' is no network. It reads like 10.77.0.0/24");
        }
        try {
            return new Cidr(Ipv4Address.of(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' has no prefix length. It reads like 10.77.0.0/24", e);
        }
    }

    public boolean contains(Ipv4Address address) {
        return (address.bits() & mask(prefixLength)) == network.bits();
    }

    public Ipv4Address netmask() {
        return Ipv4Address.ofBits(mask(prefixLength));
    }

    public Ipv4Address broadcast() {
        return Ipv4Address.ofBits(network.bits() | ~mask(prefixLength));
    }

    private static int mask(int prefixLength) {
        return -1 << (32 - prefixLength);
    }

    @Override
    @JsonValue
    public String toString() {
        return network + "/" + prefixLength;
    }
}
