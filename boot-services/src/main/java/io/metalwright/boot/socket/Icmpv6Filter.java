package io.metalwright.boot.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Which messages of ICMPv6 reach a socket (RFC 3542 section 3.2). */
public final class Icmpv6Filter {
    private static final int IPPROTO_ICMPV6 = 58;
    private static final int ICMP6_FILTER = 1;

    private Icmpv6Filter() {}

    public static void hearOnly(NativeSocket socket, int type) throws IOException {
        // struct icmp6_filter; Linux keeps out the types whose bit is set.
        var words = new int[8];
        Arrays.fill(words, ~0);
        words[type / 32] = ~(1 << type % 32);
        var filter = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder());
        filter.asIntBuffer().put(words);
        socket.option(IPPROTO_ICMPV6, ICMP6_FILTER, filter.array());
    }
}
