package io.metalwright.boot.dhcp6.wire;

import io.metalwright.model.network.Ipv6Address;
import java.util.List;
import java.util.Optional;

/**
 * What a datagram holds: a message, and around it what relay agents wrote.
 *
 * @param hops the last relay agent, from which the datagram came, first; none where the client is on our link
 */
public record Dhcp6Packet(List<RelayHop> hops, Dhcp6Message message) {
    /** RFC 8415 section 7.6, HOP_COUNT_LIMIT. */
    static final int MOST_HOPS = 8;

    public Dhcp6Packet {
        hops = List.copyOf(hops);
        if (hops.size() > MOST_HOPS) {
            throw new IllegalArgumentException("a message passes " + MOST_HOPS + " relay agents at most");
        }
    }

    public boolean isRelayed() {
        return !hops.isEmpty();
    }

    /** On which link the client is, as the relay agent nearest to it says that knows. */
    public Optional<Ipv6Address> link() {
        for (var hop : hops.reversed()) {
            if (!hop.linkAddress().equals(Ipv6Address.ANY)) {
                return Optional.of(hop.linkAddress());
            }
        }
        return Optional.empty();
    }

    /** An answer on the way back through the same relay agents (RFC 8415 section 19.3). */
    public Dhcp6Packet answeredBy(Dhcp6Message answer) {
        return new Dhcp6Packet(
                hops.stream()
                        .map(hop -> new RelayHop(
                                hop.hopCount(), hop.linkAddress(), hop.peerAddress(), echoed(hop.options())))
                        .toList(),
                answer);
    }

    private static Dhcp6Options echoed(Dhcp6Options options) {
        var echoed = Dhcp6Options.builder();
        for (var code : List.of(Dhcp6OptionCode.INTERFACE_ID, Dhcp6OptionCode.RELAY_SOURCE_PORT)) {
            options.octets(code).ifPresent(value -> echoed.put(code, value));
        }
        return echoed.build();
    }
}
