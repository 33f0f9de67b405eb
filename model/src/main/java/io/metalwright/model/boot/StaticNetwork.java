package io.metalwright.model.boot;

import io.metalwright.model.network.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** The network of BootOS where no DHCP is. */
public record StaticNetwork(
        Ipv4Address address, int prefixLength, @Nullable Ipv4Address gateway) {
    public StaticNetwork {
        if (prefixLength < 1 || prefixLength > 32) {
            throw new IllegalArgumentException("A prefix has 1 to 32 bits, not " + prefixLength);
        }
    }
}
