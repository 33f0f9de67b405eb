package io.metalwright.model.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Bond;
import io.metalwright.model.network.Ipv4Address;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address that the installed system will have.
 *
 * @param mac the port that carries it, or the first of the bond
 * @param bond ports that carry it together; null: one port does
 * @param vlan the VLAN on which it lies, tagged; null: untagged
 */
public record PlannedNetwork(
        MacAddress mac,
        Ipv4Address address,
        int prefixLength,
        @Nullable Ipv4Address gateway,
        List<Ipv4Address> nameServers,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Bond bond,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer vlan) {
    public PlannedNetwork {
        nameServers = List.copyOf(nameServers);
    }

    /** On one port, untagged. */
    public PlannedNetwork(
            MacAddress mac,
            Ipv4Address address,
            int prefixLength,
            @Nullable Ipv4Address gateway,
            List<Ipv4Address> nameServers) {
        this(mac, address, prefixLength, gateway, nameServers, null, null);
    }

    /** What carries the address, for people: {@code 52:54:00:12:34:56}, {@code VLAN 100 of 802.3ad of …, …}. */
    public String carrier() {
        var ports = bond == null
                ? mac.toString()
                : bond.mode().word() + " of "
                        + bond.ports().stream().map(MacAddress::toString).collect(Collectors.joining(", "));
        return vlan == null ? ports : "VLAN " + vlan + " of " + ports;
    }
}
