package io.metalwright.boot.socket;

import io.metalwright.model.network.Ipv6Address;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Multicast groups of IPv6 on one interface (RFC 3493 section 5.2). */
public final class Ipv6Group {
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_JOIN_GROUP = 20;

    private Ipv6Group() {}

    public static void join(NativeSocket socket, Ipv6Address group, String networkInterface) throws IOException {
        // struct ipv6_mreq
        var request = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder());
        request.put(group.octets()).putInt(index(networkInterface));
        socket.option(IPPROTO_IPV6, IPV6_JOIN_GROUP, request.array());
    }

    public static int index(String networkInterface) throws IOException {
        var found = NetworkInterface.getByName(networkInterface);
        if (found == null) {
            throw new IOException("hear multicasts on " + networkInterface + ": it is gone");
        }
        return found.getIndex();
    }
}
