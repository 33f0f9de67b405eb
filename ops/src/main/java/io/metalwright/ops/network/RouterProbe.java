package io.metalwright.ops.network;

import io.metalwright.boot.socket.Icmpv6Filter;
import io.metalwright.boot.socket.Ipv6Group;
import io.metalwright.boot.socket.Ipv6SocketAddress;
import io.metalwright.boot.socket.NativeSocket;
import io.metalwright.boot.socket.ReceivedBatch;
import io.metalwright.boot.wire.ByteCursor;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.model.network.Ipv6Address;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for the routers of a link, as a host does that comes up (RFC 4861 section 6.3.7). */
final class RouterProbe {
    /**
     * What one says of its link.
     *
     * @param isManaged flag M: addresses come by DHCPv6
     * @param hasOther flag O: other settings, such as what to boot, come by DHCPv6
     */
    record Router(Ipv6Address address, boolean isManaged, boolean hasOther) {}

    private static final Ipv6Address ALL_ROUTERS = Ipv6Address.of("ff02::2");
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_MULTICAST_HOPS = 18;
    /** RFC 4861 section 6.1.1: what a router may have passed on is dropped. */
    private static final int HOPS = 255;

    private static final int ROUTER_ADVERTISEMENT = 134;
    /** Type 133, and nothing of the card that asks. */
    private static final byte[] SOLICITATION = {(byte) 133, 0, 0, 0, 0, 0, 0, 0};

    private static final int MANAGED = 0x80;
    private static final int OTHER = 0x40;
    private static final int BATCH = 16;
    private static final int LONGEST = 1500;

    private RouterProbe() {}

    static List<Router> routers(String networkInterface, Duration wait) throws IOException {
        var routers = new ArrayList<Router>();
        try (var socket = NativeSocket.open(NativeSocket.Kind.ICMPV6, Optional.of(networkInterface))) {
            Icmpv6Filter.hearOnly(socket, ROUTER_ADVERTISEMENT);
            socket.option(IPPROTO_IPV6, IPV6_MULTICAST_HOPS, HOPS);
            var all = new Ipv6SocketAddress(ALL_ROUTERS, 0, Ipv6Group.index(networkInterface)).bytes();
            var batch = new ReceivedBatch(NativeSocket.Kind.ICMPV6, BATCH, LONGEST);
            Asking.every(Duration.ofSeconds(2), wait, () -> socket.send(SOLICITATION, all), () -> {
                socket.receive(batch);
                for (int i = 0; i < batch.size(); i++) {
                    add(routers, Ipv6SocketAddress.of(batch.senderBytes(i)).address(), batch.bytes(i));
                }
            });
        }
        return routers;
    }

    /** RFC 4861 section 4.2, as far as the flags. */
    private static void add(List<Router> routers, Ipv6Address sender, byte[] message) {
        try {
            var cursor = new ByteCursor(message);
            int type = cursor.unsignedByte("type");
            cursor.unsignedByte("code");
            cursor.unsignedShort("checksum");
            cursor.unsignedByte("hop limit");
            int flags = cursor.unsignedByte("flags");
            var router = new Router(sender, (flags & MANAGED) != 0, (flags & OTHER) != 0);
            if (type == ROUTER_ADVERTISEMENT && sender.isLinkLocal() && !routers.contains(router)) {
                routers.add(router);
            }
        } catch (MalformedPacketException e) {
            // Others speak on this wire too.
        }
    }
}
