package io.metalwright.boot.dhcp6;

import io.metalwright.model.network.Ipv6Address;
import java.util.List;

/**
 * Where a message came in.
 *
 * @param local our addresses on the interface on which it came in; none where only relayed messages are heard
 * @param sender who sent it, as the socket says
 */
public record Dhcp6Arrival(List<Ipv6Address> local, Ipv6Address sender) {
    public Dhcp6Arrival {
        local = List.copyOf(local);
    }
}
