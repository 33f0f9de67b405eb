package io.metalwright.boot.dhcp6;

import io.metalwright.boot.dhcp.BootFile;
import io.metalwright.boot.dhcp.Standing;
import io.metalwright.boot.dhcp6.wire.Dhcp6Message;
import io.metalwright.boot.dhcp6.wire.Dhcp6OptionCode;
import io.metalwright.boot.firmware.Firmware;
import io.metalwright.boot.lease.Ipv6LeaseBook.Allotted;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Segment;
import io.metalwright.model.network.SegmentIpv6;
import java.time.Duration;
import java.util.Optional;

/**
 * All that an answer depends on.
 *
 * @param duid what we call ourselves
 * @param server our address, as this client reaches it
 * @param ipv6 the segment's IPv6 side
 * @param isReserved whether an address of the segment, of either version of IP, is set down for this machine
 * @param allotted the address it is to have, or empty where none is left or given
 * @param isPreferred whether the client need not wait for another server's word
 */
record Dhcp6Question(
        Dhcp6Message message,
        MacAddress mac,
        Firmware firmware,
        Segment segment,
        SegmentIpv6 ipv6,
        Octets duid,
        Ipv6Address server,
        int httpPort,
        boolean servesPlainStrangers,
        Standing standing,
        boolean isReserved,
        Optional<Allotted> allotted,
        boolean isPreferred,
        Duration leaseTime) {
    BootFile bootFile() {
        return BootFile.of(firmware, mac, server, httpPort, segment.dhcp().bootFiles());
    }

    boolean isForUs() {
        return message.options()
                .octets(Dhcp6OptionCode.SERVER_IDENTIFIER)
                .filter(duid::equals)
                .isPresent();
    }

    boolean namesServer() {
        return message.options().has(Dhcp6OptionCode.SERVER_IDENTIFIER);
    }
}
