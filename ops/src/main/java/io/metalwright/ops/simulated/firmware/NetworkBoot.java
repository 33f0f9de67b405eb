package io.metalwright.ops.simulated.firmware;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import java.net.URI;
import java.util.Optional;

/** Where firmware gets its address, and what it loads then. */
public interface NetworkBoot {
    /** What a machine was told. */
    record Offer(Ipv4Address address, URI script) {}

    /** Empty when nobody answered; firmware asks again. */
    Optional<Offer> ask(MacAddress mac) throws InterruptedException;

    /**
     * For one machine on a loopback, where there is no DHCP.
     *
     * @param bootServer whom it asks for its script
     */
    static NetworkBoot fixed(Ipv4Address address, URI bootServer) {
        return mac -> Optional.of(new Offer(address, bootServer.resolve("/ipxe?mac=" + mac)));
    }
}
