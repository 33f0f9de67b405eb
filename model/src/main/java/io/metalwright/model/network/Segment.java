package io.metalwright.model.network;

import io.metalwright.model.SiteName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An IP network of a site, which boot-services serve.
 *
 * @param machines addresses for machines, or none: then only reservations are answered
 * @param bmcs addresses for BMCs, which may lie in another network of the same site
 * @param bmcNetwork the network of {@code bmcs}, where it is not {@code cidr}
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
        Registration registration) {
    public Segment {
        nameServers = List.copyOf(nameServers);
        inside(cidr, machines, "machines");
        inside(bmcNetwork == null ? cidr : bmcNetwork, bmcs, "bmcs");
    }

    private static void inside(Cidr network, @Nullable AddressRange range, String field) {
        if (range != null && !(network.contains(range.first()) && network.contains(range.last()))) {
            throw new IllegalArgumentException("The range " + field + " " + range + " lies outside " + network);
        }
    }
}
