package io.metalwright.model.plan;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The address that the installed system will have. */
public record PlannedNetwork(
        MacAddress mac,
        Ipv4Address address,
        int prefixLength,
        @Nullable Ipv4Address gateway,
        List<Ipv4Address> nameServers) {
    public PlannedNetwork {
        nameServers = List.copyOf(nameServers);
    }
}
