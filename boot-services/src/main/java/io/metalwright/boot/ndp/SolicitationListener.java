package io.metalwright.boot.ndp;

import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.segment.Listener;
import io.metalwright.boot.socket.NativeSocket;
import io.metalwright.boot.socket.ReceivedBatch;
import io.metalwright.boot.wire.MalformedPacketException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who look for an IPv6 router on a served interface that there is none to wait for.
 *
 * <p>iPXE configures IPv4 and IPv6 side by side and goes on when both are done; without an answer to its router solicitations (RFC 4861) it
 * waits for IPv6 some thirteen seconds longer, in each boot. The answer is an advertisement that gives nothing. It goes to who asked and to
 * nobody else, so that no other host on the segment hears of it.
 */
public final class SolicitationListener implements Listener {
    private static final Logger LOG = LoggerFactory.getLogger(SolicitationListener.class);
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPPROTO_ICMPV6 = 58;
    private static final int ICMP6_FILTER = 1;
    private static final int IPV6_UNICAST_HOPS = 16;
    private static final int IPV6_JOIN_GROUP = 20;
    /** RFC 4861 section 6.1.2: a host drops an advertisement that a router may have passed on. */
    private static final int HOPS = 255;

    private static final int ADDRESS_IN_SOCKADDR = 8;
    private static final int BATCH = 4;
    /** An Ethernet frame's worth. */
    private static final int LONGEST = 1500;

    private final String networkInterface;
    private final NativeSocket socket;
    private final Counters counters;
    private final Thread receiver;
    private volatile boolean closed;

    private SolicitationListener(String networkInterface, NativeSocket socket, Counters counters) {
        this.networkInterface = networkInterface;
        this.socket = socket;
        this.counters = counters;
        // A platform thread: a call into the C library would hold a virtual thread's carrier for as long as it blocks.
        this.receiver =
                Thread.ofPlatform().daemon().name("ndp-" + networkInterface).start(this::receive);
    }

    public static SolicitationListener on(String networkInterface, Counters counters) throws IOException {
        var found = NetworkInterface.getByName(networkInterface);
        if (found == null) {
            throw new IOException("hear router solicitations on " + networkInterface + ": it is gone");
        }
        var socket = NativeSocket.open(NativeSocket.Kind.ICMPV6, Optional.of(networkInterface));
        try {
            socket.option(IPPROTO_ICMPV6, ICMP6_FILTER, onlySolicitations());
            socket.option(IPPROTO_IPV6, IPV6_UNICAST_HOPS, HOPS);
            socket.option(IPPROTO_IPV6, IPV6_JOIN_GROUP, allRouters(found.getIndex()));
            return new SolicitationListener(networkInterface, socket, counters);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public boolean isAlive() {
        return receiver.isAlive();
    }

    /** Waits until the receiver has let go of the socket, so that its descriptor is not another file's by then. */
    @Override
    public void close() {
        closed = true;
        try {
            receiver.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void receive() {
        try (socket) {
            var batch = new ReceivedBatch(NativeSocket.Kind.ICMPV6, BATCH, LONGEST);
            while (!closed) {
                socket.receive(batch);
                for (int i = 0; i < batch.size(); i++) {
                    answer(batch.bytes(i), batch.senderBytes(i));
                }
            }
        } catch (IOException e) {
            LOG.warn("hear router solicitations on {}: {}", networkInterface, e.getMessage());
        }
    }

    /** Nothing that one packet causes may end the loop. */
    private void answer(byte[] solicitation, byte[] sender) {
        try {
            RouterMessages.checkSolicitation(solicitation);
            // Who has no address yet asks again when it has one; who is not on this link is not meant.
            if (isLinkLocal(sender)) {
                socket.send(RouterMessages.advertisement(), sender);
                counters.count("router_solicitations", "answered", "yes");
            } else {
                counters.count("router_solicitations", "answered", "no");
            }
        } catch (MalformedPacketException e) {
            counters.count("router_solicitations_malformed");
        } catch (IOException | RuntimeException e) {
            counters.count("router_solicitations_failed");
            LOG.debug("answer a router solicitation on {}", networkInterface, e);
        }
    }

    private static boolean isLinkLocal(byte[] socketAddress) throws IOException {
        byte[] address = Arrays.copyOfRange(socketAddress, ADDRESS_IN_SOCKADDR, ADDRESS_IN_SOCKADDR + 16);
        return InetAddress.getByAddress(address).isLinkLocalAddress();
    }

    /** {@code struct icmp6_filter}, RFC 3542 section 3.2; Linux keeps out the types whose bit is set. */
    private static byte[] onlySolicitations() {
        var filter = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder());
        for (int word = 0; word < 8; word++) {
            filter.putInt(word == RouterMessages.SOLICITATION / 32 ? ~(1 << RouterMessages.SOLICITATION % 32) : ~0);
        }
        return filter.array();
    }

    /** {@code struct ipv6_mreq}: ff02::2 on this interface. */
    private static byte[] allRouters(int interfaceIndex) {
        var request = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder());
        request.put(0, (byte) 0xFF).put(1, (byte) 0x02).put(15, (byte) 0x02).putInt(16, interfaceIndex);
        return request.array();
    }
}
