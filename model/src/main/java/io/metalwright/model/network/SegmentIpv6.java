package io.metalwright.model.network;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The IPv6 side of a segment. Whether DHCPv6 is spoken there says the segment's {@link SegmentDhcp#mode}.
 *
 * @param prefix the network; boot-services serve it on interfaces with an address in it
 * @param machines addresses that DHCPv6 gives, or null: then it tells what to boot, and addresses come from elsewhere, or machines make them of the
 *     prefix that is advertised
 * @param nameServers resolvers that have IPv6 addresses
 * @param advertise what routers would say
 */
public record SegmentIpv6(
        Ipv6Prefix prefix, @Nullable Ipv6Range machines, List<Ipv6Address> nameServers, RouterAdvertising advertise) {
    /** RFC 4862 section 5.5.3: hosts make addresses of their own of no other length. */
    private static final int AUTONOMOUS_LENGTH = 64;

    public SegmentIpv6 {
        if (prefix == null) {
            throw new IllegalArgumentException("'ipv6.prefix' is missing: the network, like fd00:77::/64");
        }
        nameServers = nameServers == null ? List.of() : List.copyOf(nameServers);
        advertise = Objects.requireNonNullElse(advertise, RouterAdvertising.OFF);
        if (prefix.network().isLinkLocal()) {
            throw new IllegalArgumentException(
                    "'ipv6.prefix' " + prefix + " is that of every link: a segment has one of its own");
        }
        if (machines != null && !(prefix.contains(machines.first()) && prefix.contains(machines.last()))) {
            throw new IllegalArgumentException("'ipv6.machines' " + machines + " lies outside " + prefix);
        }
        if (machines != null && machines.contains(prefix.network())) {
            throw new IllegalArgumentException("'ipv6.machines' " + machines + " begins with " + prefix.network()
                    + ", which every router of the network answers to");
        }
        if (machines == null && advertise != RouterAdvertising.OFF && prefix.length() != AUTONOMOUS_LENGTH) {
            throw new IllegalArgumentException(
                    "'ipv6.prefix' " + prefix
                            + " is advertised to machines that make addresses of their own, which takes 64 bits: name 'ipv6.machines', or advertise nothing");
        }
    }
}
