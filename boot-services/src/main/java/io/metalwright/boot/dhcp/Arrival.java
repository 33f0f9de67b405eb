package io.metalwright.boot.dhcp;

import io.metalwright.model.network.Ipv4Address;
import java.util.List;

/**
 * Where a message came in.
 *
 * @param local our addresses on the interface on which it came in; none where only relayed messages are heard
 * @param sender who sent it, as the socket says
 */
public record Arrival(Door door, List<Ipv4Address> local, Ipv4Address sender, int senderPort) {
    /** At which port. */
    public enum Door {
        /** 67, where all is asked. */
        SERVER,
        /** 4011, where firmware that has an address asks for its boot file (PXE 2.1 section 2.4). */
        PROXY
    }
}
