package io.metalwright.boot.peer;

import io.metalwright.boot.lease.Ipv6Lease;
import io.metalwright.boot.lease.Lease;
import io.metalwright.boot.lease.Share;
import io.metalwright.model.boot.AgentPresence;
import io.metalwright.model.network.Ipv4Address;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one server asks the other, over and over: what is new. */
final class Call {
    private Call() {}

    /**
     * @param share the asking server's
     * @param sentAt milliseconds since 1970; each question later than the one before it, so that none is taken twice
     * @param addresses by which it is known in DHCP
     * @param process of the server that is asked, as it named itself; null when it is asked for the first time
     * @param after the place in its order up to which all is known, and on disk
     * @param presence of the agents of machines that were told last, by MAC address
     * @param wantsLeases whether it needs to know what the other had given of the asking server's share
     */
    record Question(
            String share,
            long sentAt,
            List<Ipv4Address> addresses,
            @Nullable String process,
            long after,
            Map<String, AgentPresence> presence,
            boolean wantsLeases) {
        Share asker() {
            return Share.of(share);
        }
    }

    /**
     * @param toldAt milliseconds since 1970 by its clock, by which the ends of its leases are told
     * @param process made up when it started
     * @param after the place in its order up to which it has told all with this
     * @param leases those asked for, or null
     * @param ipv6Leases those asked for of IPv6, or null
     */
    record Answer(
            String share,
            long toldAt,
            List<Ipv4Address> addresses,
            String process,
            long after,
            List<Change> changes,
            @Nullable List<Lease> leases,
            @Nullable List<Ipv6Lease> ipv6Leases) {}
}
