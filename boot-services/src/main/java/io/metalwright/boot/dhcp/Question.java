package io.metalwright.boot.dhcp;

import io.metalwright.boot.dhcp.wire.DhcpMessage;
import io.metalwright.boot.firmware.Firmware;
import io.metalwright.boot.lease.Allotment;
import io.metalwright.boot.lease.Share;
import io.metalwright.model.network.AddressRange;
import io.metalwright.model.network.DhcpMode;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Segment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All that an answer depends on.
 *
 * @param server our address, as this client reaches it
 * @param isRouted whether the client is behind a relay and spoke to us past it, through a router
 * @param zone whose names we answer, or null
 * @param range the addresses for clients of its kind, or null where there are none
 * @param share which addresses of the range are this server's to give and to extend
 * @param leftToOther whether another server of ours is to answer this search for an address
 * @param servesPlainStrangers whether a client that does not boot from the network and is unknown gets an address
 */
public record Question(
        DhcpMessage message,
        Arrival arrival,
        Firmware firmware,
        Segment segment,
        boolean servesPlainStrangers,
        Ipv4Address server,
        boolean isRouted,
        int httpPort,
        @Nullable String zone,
        Standing standing,
        Allotment allotment,
        @Nullable AddressRange range,
        Share share,
        boolean leftToOther,
        Duration leaseTime) {
    BootFile bootFile() {
        return BootFile.of(
                firmware,
                message.clientHardware(),
                server,
                httpPort,
                segment.dhcp().bootFiles());
    }

    boolean isProxied() {
        return segment.dhcp().mode() == DhcpMode.PROXY;
    }
}
