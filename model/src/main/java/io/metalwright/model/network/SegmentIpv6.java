package io.metalwright.model.network;

import io.metalwright.model.MacAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The IPv6 side of a segment. Whether DHCPv6 is spoken there says the segment's {@link SegmentDhcp#mode}.
 *
 * @param prefix the network; boot-services serve it on interfaces with an address in it
 * @param machines addresses that DHCPv6 gives, or null: then it tells what to boot, and addresses come from elsewhere, or machines make them of the
 *     prefix that is advertised
 * @param nameServers resolvers that have IPv6 addresses
 * @param advertise what routers would say
 * @param reservations addresses that are given to one card each, and to nobody else
 */
public record SegmentIpv6(
        Ipv6Prefix prefix,
        @Nullable Ipv6Range machines,
        List<Ipv6Address> nameServers,
        RouterAdvertising advertise,
        List<Ipv6Reservation> reservations) {
    /** RFC 4862 section 5.5.3: hosts make addresses of their own of no other length. */
    private static final int AUTONOMOUS_LENGTH = 64;

    public SegmentIpv6 {
        if (prefix == null) {
            throw new IllegalArgumentException("'ipv6.prefix' is missing: the network, like fd00:77::/64");
        }
        nameServers = nameServers == null ? List.of() : List.copyOf(nameServers);
        advertise = Objects.requireNonNullElse(advertise, RouterAdvertising.OFF);
        reservations = reservations == null ? List.of() : List.copyOf(reservations);
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
        var seen = new HashSet<Object>();
        for (var each : reservations) {
            if (!prefix.contains(each.address()) || each.address().equals(prefix.network())) {
                throw new IllegalArgumentException(
                        "'ipv6.reservations' " + each.address() + " for " + each.mac() + " is no host of " + prefix);
            }
            if (!seen.add(each.mac()) || !seen.add(each.address())) {
                throw new IllegalArgumentException("'ipv6.reservations' has " + each.mac() + " or " + each.address()
                        + " twice: one address a card, one card an address");
            }
        }
    }

    /** Without reservations. */
    public SegmentIpv6(
            Ipv6Prefix prefix,
            @Nullable Ipv6Range machines,
            List<Ipv6Address> nameServers,
            RouterAdvertising advertise) {
        this(prefix, machines, nameServers, advertise, List.of());
    }

    /** The same with addresses set down for these cards. */
    public SegmentIpv6 reserving(List<Ipv6Reservation> changed) {
        return new SegmentIpv6(prefix, machines, nameServers, advertise, changed);
    }

    public Optional<Ipv6Address> reservedFor(MacAddress mac) {
        return reservations.stream()
                .filter(each -> each.mac().equals(mac))
                .map(Ipv6Reservation::address)
                .findFirst();
    }

    /** The card for which this address is set down. */
    public Optional<MacAddress> holder(Ipv6Address address) {
        return reservations.stream()
                .filter(each -> each.address().equals(address))
                .map(Ipv6Reservation::mac)
                .findFirst();
    }
}
