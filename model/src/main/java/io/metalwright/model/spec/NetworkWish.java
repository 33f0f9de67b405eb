package io.metalwright.model.spec;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A static address for the installed system.
 *
 * @param mac the port that carries it; null: the port the machine registered with
 * @param address null: the machine's own address of its segment
 * @param prefixLength null: as the segment's
 */
public record NetworkWish(
        @Nullable MacAddress mac,
        @Nullable Ipv4Address address,
        @Nullable Integer prefixLength,
        @Nullable Ipv4Address gateway,
        @Nullable List<Ipv4Address> nameServers) {}
