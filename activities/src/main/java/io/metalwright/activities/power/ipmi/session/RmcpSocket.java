package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.wire.MalformedMessage;
import io.metalwright.activities.power.ipmi.wire.MessageClass;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.PayloadType;
import io.metalwright.activities.power.ipmi.wire.RmcpPacket;
import io.metalwright.activities.power.ipmi.wire.SessionPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * The one UDP socket through which all BMCs are spoken to. Two virtual threads of its own touch it, one for each direction: a caller's thread may be
 * interrupted, and an interrupt in a channel's operation would close it for everybody.
 */
public final class RmcpSocket implements AutoCloseable {
    /** More than any IPMI packet over LAN has. */
    private static final int LARGEST_PACKET = 2048;

    private static final int ROUTE_TRIES = 1000;

    private final DatagramChannel channel;
    private final Map<Route, Inbox> inboxes = new ConcurrentHashMap<>();
    private final ExecutorService sender = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("rmcp-send").factory());
    private final LongAdder dropped = new LongAdder();

    private RmcpSocket(DatagramChannel channel) {
        this.channel = channel;
    }

    public static RmcpSocket open() throws IOException {
        DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(0));
        RmcpSocket socket = new RmcpSocket(channel);
        Thread.ofVirtual().name("rmcp-receive").start(socket::receive);
        return socket;
    }

    /** Packets that nobody waited for, or that were none. */
    public long dropped() {
        return dropped.sum();
    }

    void countDropped() {
        dropped.increment();
    }

    static InetSocketAddress resolve(BmcAddress address) {
        InetSocketAddress remote = new InetSocketAddress(address.host(), address.port());
        if (remote.isUnresolved()) {
            throw new BmcFailure.Unreachable(
                    "Resolve BMC " + address + ": no such host. Check the machine's BMC address and the name service.");
        }
        return remote;
    }

    /** Opens an inbox on the first free route among those that {@code choice} and {@code route} make. */
    <R extends Route> Waiting<R> await(InetSocketAddress remote, IntSupplier choice, IntFunction<R> route) {
        for (int i = 0; i < ROUTE_TRIES; i++) {
            R chosen = route.apply(choice.getAsInt());
            Inbox inbox = new Inbox(remote, () -> inboxes.remove(chosen));
            if (inboxes.putIfAbsent(chosen, inbox) == null) {
                return new Waiting<>(chosen, inbox);
            }
        }
        throw new BmcFailure.Unreachable(
                "Speak to BMC at " + remote + ": too many requests to it are under way. Wait for them.");
    }

    /** An inbox, and the route by which packets find it. */
    record Waiting<R extends Route>(R route, Inbox inbox) implements AutoCloseable {
        @Override
        public void close() {
            inbox.close();
        }
    }

    /** Sends a packet, given from its authentication type on. */
    void send(InetSocketAddress remote, byte[] packet) throws IOException, InterruptedException {
        byte[] bytes = new RmcpPacket(MessageClass.IPMI, Octets.of(packet)).encode();
        try {
            sender.submit(() -> channel.send(ByteBuffer.wrap(bytes), remote)).get();
        } catch (ExecutionException e) {
            throw new IOException("the packet was not sent: " + e.getCause(), e);
        } catch (RejectedExecutionException e) {
            throw new IOException("the socket is closed", e);
        }
    }

    private void receive() {
        ByteBuffer buffer = ByteBuffer.allocate(LARGEST_PACKET);
        while (channel.isOpen()) {
            buffer.clear();
            try {
                InetSocketAddress remote = (InetSocketAddress) channel.receive(buffer);
                deliver(remote, Arrays.copyOf(buffer.array(), buffer.position()));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // An ICMP error about an earlier packet can surface here; the one who waits finds out by waiting.
                dropped.increment();
            }
        }
    }

    private void deliver(InetSocketAddress remote, byte[] bytes) {
        try {
            RmcpPacket rmcp = RmcpPacket.decode(bytes);
            if (!rmcp.messageClass().equals(MessageClass.IPMI)) {
                dropped.increment();
                return;
            }
            byte[] data = rmcp.data().toArray();
            SessionPacket packet = SessionPacket.decode(data);
            Inbox inbox = route(remote, packet).map(inboxes::get).orElse(null);
            if (inbox == null || !inbox.remote().equals(remote) || !inbox.offer(new Inbox.Arrival(data, packet))) {
                dropped.increment();
            }
        } catch (MalformedMessage e) {
            dropped.increment();
            inboxes.values().stream()
                    .filter(inbox -> inbox.remote().equals(remote))
                    .forEach(inbox -> inbox.note(e));
        }
    }

    private static Optional<Route> route(InetSocketAddress remote, SessionPacket packet) {
        return switch (packet) {
            case SessionPacket.Sessionless sessionless ->
                sessionless.payload().length() < 5
                        ? Optional.empty()
                        : Optional.of(new Route.Sessionless(
                                remote, sessionless.payload().at(4) >>> 2));
            case SessionPacket.RmcpPlus plus -> route(remote, plus);
        };
    }

    private static Optional<Route> route(InetSocketAddress remote, SessionPacket.RmcpPlus packet) {
        if (packet.sessionId() != 0) {
            return Optional.of(
                    packet.type().equals(PayloadType.SOL)
                            ? new Route.SerialLine(packet.sessionId())
                            : new Route.Open(packet.sessionId()));
        }
        return packet.payload().length() == 0
                ? Optional.empty()
                : Optional.of(new Route.Setup(remote, packet.payload().at(0)));
    }

    @Override
    public void close() {
        sender.close();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The RMCP socket did not close", e);
        }
    }
}
