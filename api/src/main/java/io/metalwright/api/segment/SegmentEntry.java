package io.metalwright.api.segment;

import io.metalwright.api.naming.Names;
import io.metalwright.model.SiteName;
import io.metalwright.model.network.AddressRange;
import io.metalwright.model.network.Cidr;
import io.metalwright.model.network.ClientClass;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.Segment;
import io.metalwright.model.network.SegmentDhcp;
import io.metalwright.model.network.SegmentIpv6;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A segment to enter, or to write anew; the name may then be left to the path.
 *
 * @param site {@code default} when it is not given
 * @param registration {@code automatic} when it is not given
 * @param dhcp as usual when it is not given
 * @param ipv6 none when it is not given
 */
record SegmentEntry(
        @Nullable String name,
        @Nullable SiteName site,
        Cidr cidr,
        @Nullable Ipv4Address gateway,
        @Nullable Integer vlan,
        @Nullable AddressRange machines,
        @Nullable AddressRange bmcs,
        @Nullable Cidr bmcNetwork,
        @Nullable Ipv4Address bmcGateway,
        List<Ipv4Address> nameServers,
        @Nullable Registration registration,
        @Nullable SegmentDhcp dhcp,
        @Nullable SegmentIpv6 ipv6) {
    SegmentEntry {
        if (name != null) {
            Names.check(name, "segment");
        }
        if (cidr == null) {
            throw new IllegalArgumentException("'cidr' is missing: the network, like 10.77.0.0/24");
        }
        checkRoom("cidr", cidr);
        if (bmcNetwork != null) {
            checkRoom("bmcNetwork", bmcNetwork);
        }
        // IEEE 802.1Q: 0 and 4095 are no VLANs.
        if (vlan != null && (vlan < 1 || vlan > 4094)) {
            throw new IllegalArgumentException("'vlan' " + vlan + " is no VLAN: 1 to 4094");
        }
        var ofBmcs = bmcNetwork == null ? cidr : bmcNetwork;
        checkHost("gateway", gateway, cidr);
        checkHost("bmcGateway", bmcGateway, ofBmcs);
        checkInside("machines", machines, cidr);
        checkInside("bmcs", bmcs, ofBmcs);
        if (machines != null && bmcs != null && machines.overlaps(bmcs)) {
            throw new IllegalArgumentException("'bmcs' " + bmcs + " overlaps the range of the machines, " + machines);
        }
        nameServers = nameServers == null ? List.of() : List.copyOf(nameServers);
        for (var exclusion : dhcp == null ? List.<AddressRange>of() : dhcp.exclusions()) {
            checkInside("dhcp.exclusions", exclusion, cidr);
        }
        for (var each : dhcp == null ? List.<ClientClass>of() : dhcp.classes()) {
            checkInside("dhcp.classes", each.range(), cidr);
            if (machines != null && machines.overlaps(each.range()) || bmcs != null && bmcs.overlaps(each.range())) {
                throw new IllegalArgumentException("'dhcp.classes' " + each.range()
                        + " overlaps the range of the machines or the one from which runs give BMCs their addresses");
            }
        }
    }

    private static void checkRoom(String field, Cidr network) {
        if (network.prefixLength() > 30) {
            throw new IllegalArgumentException(
                    "'" + field + "' " + network + " has no room for machines: a prefix has at most 30 bits");
        }
    }

    private static void checkHost(String field, @Nullable Ipv4Address address, Cidr network) {
        if (address != null
                && (!network.contains(address)
                        || address.equals(network.network())
                        || address.equals(network.broadcast()))) {
            throw new IllegalArgumentException("'" + field + "' " + address + " is no host of " + network);
        }
    }

    private static void checkInside(String field, @Nullable AddressRange range, Cidr network) {
        if (range != null && !(network.contains(range.first()) && network.contains(range.last()))) {
            throw new IllegalArgumentException("'" + field + "' " + range + " lies outside " + network);
        }
    }

    SiteName siteOrDefault() {
        return site == null ? SiteName.of("default") : site;
    }

    Segment named(String itsName, SiteName itsSite) {
        return new Segment(
                itsName,
                itsSite,
                cidr,
                gateway,
                vlan,
                machines,
                bmcs,
                bmcNetwork,
                bmcGateway,
                nameServers,
                Objects.requireNonNullElse(registration, Registration.AUTOMATIC),
                Objects.requireNonNullElse(dhcp, SegmentDhcp.USUAL),
                ipv6);
    }
}
