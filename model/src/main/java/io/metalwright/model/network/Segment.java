package io.metalwright.model.network;

import io.metalwright.model.SiteName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An IP network of a site, which boot-services serve.
 *
 * @param machines addresses for machines, or none: then only reservations are answered
 * @param bmcs addresses for BMCs, which may lie in another network of the same site
 * @param bmcNetwork the network of {@code bmcs}, where it is not {@code cidr}
 * @param dhcp how DHCP is spoken; segments that were kept before this could be said are served as usual
 * @param ipv6 its IPv6 side, or null where there is none
 */
public record Segment(
        String name,
        SiteName site,
        Cidr cidr,
        @Nullable Ipv4Address gateway,
        @Nullable Integer vlan,
        @Nullable AddressRange machines,
        @Nullable AddressRange bmcs,
        @Nullable Cidr bmcNetwork,
        @Nullable Ipv4Address bmcGateway,
        List<Ipv4Address> nameServers,
        Registration registration,
        SegmentDhcp dhcp,
        @Nullable SegmentIpv6 ipv6) {
    public Segment {
        nameServers = List.copyOf(nameServers);
        dhcp = Objects.requireNonNullElse(dhcp, SegmentDhcp.USUAL);
        inside(cidr, machines, "machines");
        for (var each : dhcp.classes()) {
            inside(cidr, each.range(), "of class " + each.name());
            if (machines != null && machines.overlaps(each.range())) {
                throw new IllegalArgumentException("The range of class " + each.name() + ", " + each.range()
                        + ", overlaps that of the machines, " + machines);
            }
            if (bmcs != null && bmcs.overlaps(each.range())) {
                throw new IllegalArgumentException("The range of class " + each.name() + ", " + each.range()
                        + ", overlaps 'bmcs' " + bmcs + ", from which runs give BMCs their addresses");
            }
        }
        inside(bmcNetwork == null ? cidr : bmcNetwork, bmcs, "bmcs");
    }

    /** With DHCP as it usually is. */
    public Segment(
            String name,
            SiteName site,
            Cidr cidr,
            @Nullable Ipv4Address gateway,
            @Nullable Integer vlan,
            @Nullable AddressRange machines,
            @Nullable AddressRange bmcs,
            @Nullable Cidr bmcNetwork,
            @Nullable Ipv4Address bmcGateway,
            List<Ipv4Address> nameServers,
            Registration registration) {
        this(
                name,
                site,
                cidr,
                gateway,
                vlan,
                machines,
                bmcs,
                bmcNetwork,
                bmcGateway,
                nameServers,
                registration,
                SegmentDhcp.USUAL,
                null);
    }

    /** The same network with other settings of DHCP. */
    public Segment with(SegmentDhcp changed) {
        return new Segment(
                name,
                site,
                cidr,
                gateway,
                vlan,
                machines,
                bmcs,
                bmcNetwork,
                bmcGateway,
                nameServers,
                registration,
                changed,
                ipv6);
    }

    /** The same network with another IPv6 side, or with none. */
    public Segment with(@Nullable SegmentIpv6 changed) {
        return new Segment(
                name,
                site,
                cidr,
                gateway,
                vlan,
                machines,
                bmcs,
                bmcNetwork,
                bmcGateway,
                nameServers,
                registration,
                dhcp,
                changed);
    }

    private static void inside(Cidr network, @Nullable AddressRange range, String field) {
        if (range != null && !(network.contains(range.first()) && network.contains(range.last()))) {
            throw new IllegalArgumentException("The range " + field + " " + range + " lies outside " + network);
        }
    }
}
