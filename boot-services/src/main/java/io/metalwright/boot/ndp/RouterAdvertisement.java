package io.metalwright.boot.ndp;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.DhcpMode;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Ipv6Prefix;
import io.metalwright.model.network.RouterAdvertising;
import io.metalwright.model.network.Segment;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What routers say of a link (RFC 4861 section 4.2).
 *
 * @param isManaged flag M: addresses come by DHCPv6
 * @param hasOther flag O: other settings come by DHCPv6
 * @param lifetime seconds for which the sender is a default router; 0 for one that nobody is to send packets to
 * @param nameServers RFC 8106
 * @param source the sender's card, or null to leave it out
 */
public record RouterAdvertisement(
        boolean isManaged,
        boolean hasOther,
        int lifetime,
        List<Prefix> prefixes,
        List<Ipv6Address> nameServers,
        @Nullable MacAddress source) {
    /**
     * Who has an address of the prefix is on the link.
     *
     * @param isAutonomous whether hosts make addresses of it by themselves (RFC 4862)
     */
    public record Prefix(Ipv6Prefix prefix, boolean isAutonomous) {}

    /** Of a router that gives nothing: lifetime 0, no prefix, neither of the flags that lead to DHCPv6. */
    public static final RouterAdvertisement OF_NOTHING =
            new RouterAdvertisement(false, false, 0, List.of(), List.of(), null);

    private static final int TYPE = 134;
    private static final int HOP_LIMIT = 64;
    private static final int MANAGED = 0x80;
    private static final int OTHER = 0x40;
    private static final int ON_LINK = 0x80;
    private static final int AUTONOMOUS = 0x40;
    /** RFC 4861 section 6.2.1: three times the longest pause between two advertisements. */
    private static final int ROUTER_SECONDS = 1800;
    /** RFC 4861 section 6.2.1, AdvValidLifetime and AdvPreferredLifetime. */
    private static final int VALID_SECONDS = 2_592_000;

    private static final int PREFERRED_SECONDS = 604_800;

    public RouterAdvertisement {
        prefixes = List.copyOf(prefixes);
        nameServers = List.copyOf(nameServers);
    }

    /** @param segments on one link, each with an IPv6 side that is advertised */
    static RouterAdvertisement of(List<Segment> segments, @Nullable MacAddress source) {
        boolean managed = false;
        boolean other = false;
        int lifetime = 0;
        var prefixes = new ArrayList<Prefix>();
        var nameServers = new ArrayList<Ipv6Address>();
        for (var segment : segments) {
            var ipv6 = segment.ipv6();
            if (ipv6 == null) {
                continue;
            }
            boolean isAutonomous = ipv6.machines() == null;
            var mode = segment.dhcp().mode();
            managed |= !isAutonomous && (mode == DhcpMode.SERVE || mode == DhcpMode.RESERVATIONS_ONLY);
            other |= mode != DhcpMode.OFF;
            lifetime = ipv6.advertise() == RouterAdvertising.ROUTER ? ROUTER_SECONDS : lifetime;
            prefixes.add(new Prefix(ipv6.prefix(), isAutonomous));
            nameServers.addAll(ipv6.nameServers());
        }
        return new RouterAdvertisement(managed, other, lifetime, prefixes, nameServers, source);
    }

    boolean isOfNothing() {
        return prefixes.isEmpty();
    }

    /** The same from a router that is one no longer. */
    RouterAdvertisement ceasing() {
        return new RouterAdvertisement(isManaged, hasOther, 0, prefixes, nameServers, source);
    }

    /** The checksum is left to the kernel. */
    byte[] encode() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(TYPE);
            out.writeByte(0);
            out.writeShort(0);
            out.writeByte(isOfNothing() ? 0 : HOP_LIMIT);
            out.writeByte((isManaged ? MANAGED : 0) | (hasOther ? OTHER : 0));
            out.writeShort(lifetime);
            out.writeLong(0); // reachable time and retransmission timer: as the host has them
            if (source != null) {
                out.writeByte(1);
                out.writeByte(1);
                out.write(source.octets());
            }
            for (var each : prefixes) {
                out.writeByte(3);
                out.writeByte(4);
                out.writeByte(each.prefix().length());
                out.writeByte(ON_LINK | (each.isAutonomous() ? AUTONOMOUS : 0));
                out.writeInt(VALID_SECONDS);
                out.writeInt(PREFERRED_SECONDS);
                out.writeInt(0);
                out.write(each.prefix().network().octets());
            }
            if (!nameServers.isEmpty()) {
                out.writeByte(25);
                out.writeByte(1 + 2 * nameServers.size());
                out.writeShort(0);
                out.writeInt(ROUTER_SECONDS);
                for (var server : nameServers) {
                    out.write(server.octets());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("write to memory", e);
        }
        return bytes.toByteArray();
    }
}
