package io.metalwright.model.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Bond;
import io.metalwright.model.network.Ipv4Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A static address for the installed system.
 *
 * @param mac the port that carries it; null: the port the machine registered with, or the first of the bond
 * @param address null: the machine's own address of its segment
 * @param prefixLength null: as the segment's
 * @param bond ports that carry it together; null: one port does
 * @param vlan the address lies on this VLAN (802.1Q, 1 to 4094), tagged by the machine; null: untagged
 */
public record NetworkWish(
        @Nullable MacAddress mac,
        @Nullable Ipv4Address address,
        @Nullable Integer prefixLength,
        @Nullable Ipv4Address gateway,
        @Nullable List<Ipv4Address> nameServers,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Bond bond,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer vlan) {
    private static final int LAST_VLAN = 4094;

    public NetworkWish {
        if (vlan != null && (vlan < 1 || vlan > LAST_VLAN)) {
            throw new IllegalArgumentException("'network.vlan' is " + vlan + ": a VLAN is one of 1 to 4094 (802.1Q)");
        }
        if (bond != null && mac != null && !bond.ports().getFirst().equals(mac)) {
            throw new IllegalArgumentException(
                    "'network.mac' names one port and 'network.bond' several: leave 'network.mac' out");
        }
    }

    /** On one port, untagged. */
    public NetworkWish(
            @Nullable MacAddress mac,
            @Nullable Ipv4Address address,
            @Nullable Integer prefixLength,
            @Nullable Ipv4Address gateway,
            @Nullable List<Ipv4Address> nameServers) {
        this(mac, address, prefixLength, gateway, nameServers, null, null);
    }
}
