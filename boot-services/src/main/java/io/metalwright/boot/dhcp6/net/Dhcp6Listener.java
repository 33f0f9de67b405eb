package io.metalwright.boot.dhcp6.net;

import io.metalwright.boot.dhcp6.Dhcp6Arrival;
import io.metalwright.boot.dhcp6.Dhcp6Responder;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.segment.Listener;
import io.metalwright.boot.segment.ListenerThread;
import io.metalwright.boot.socket.Ipv6Group;
import io.metalwright.boot.socket.Ipv6SocketAddress;
import io.metalwright.boot.socket.NativeSocket;
import io.metalwright.boot.socket.ReceivedBatch;
import io.metalwright.model.network.Ipv6Address;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives on UDP port 547 of one interface, or of all for relay agents, until it is closed or its interface goes away. */
public final class Dhcp6Listener implements Listener {
    /** @param to whom it goes, by then with the port for answers */
    private record Addressed(byte[] bytes, Ipv6SocketAddress to) {}

    private static final Logger LOG = LoggerFactory.getLogger(Dhcp6Listener.class);
    private static final int PORT = 547;
    /** RFC 8415 section 7.1. */
    private static final Ipv6Address ALL_RELAYS_AND_SERVERS = Ipv6Address.of("ff02::1:2");

    private static final Ipv6Address ALL_SERVERS = Ipv6Address.of("ff05::1:3");

    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_RCVBUF = 8;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_V6ONLY = 26;
    private static final int IPV6_MULTICAST_ALL = 29;
    private static final int ROOM = 8 << 20;
    private static final int BATCH = 64;
    /** A datagram of an Ethernet frame. Relays and firmware send no longer ones. */
    private static final int LONGEST = 1500;

    private final String name;
    private final NativeSocket socket;
    private final List<Ipv6Address> local;
    private final Dhcp6Responder responder;
    private final Counters counters;
    private final ListenerThread receiver;
    private final Object sending = new Object();
    /** After that nothing is sent: the descriptor may be another file's by then. Guarded by {@link #sending}. */
    private boolean closed;

    private Dhcp6Listener(
            String name, NativeSocket socket, List<Ipv6Address> local, Dhcp6Responder responder, Counters counters) {
        this.name = name;
        this.socket = socket;
        this.local = local;
        this.responder = responder;
        this.counters = counters;
        this.receiver = ListenerThread.start("dhcp6-" + name, this::receive);
    }

    /** @param local our addresses on that interface */
    public static Dhcp6Listener onInterface(
            String networkInterface, List<Ipv6Address> local, Dhcp6Responder responder, Counters counters)
            throws IOException {
        var socket = open(Optional.of(networkInterface));
        try {
            Ipv6Group.join(socket, ALL_RELAYS_AND_SERVERS, networkInterface);
            Ipv6Group.join(socket, ALL_SERVERS, networkInterface);
            return new Dhcp6Listener(networkInterface, socket, local, responder, counters);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** For messages of relay agents that come in, by unicast, on interfaces which have no segment of ours. */
    public static Dhcp6Listener forRelays(Dhcp6Responder responder, Counters counters) throws IOException {
        return new Dhcp6Listener("relays", open(Optional.empty()), List.of(), responder, counters);
    }

    private static NativeSocket open(Optional<String> networkInterface) throws IOException {
        var socket = NativeSocket.open(NativeSocket.Kind.UDP_IPV6, networkInterface);
        try {
            // The socket of all interfaces and those of single ones share the port.
            socket.option(SOL_SOCKET, SO_REUSEADDR, 1);
            socket.option(SOL_SOCKET, SO_RCVBUF, ROOM);
            socket.option(IPPROTO_IPV6, IPV6_V6ONLY, 1);
            // Else each socket hears what is sent to the groups of the others.
            socket.option(IPPROTO_IPV6, IPV6_MULTICAST_ALL, 0);
            socket.bind(
                    new Ipv6SocketAddress(Ipv6Address.ANY, PORT, 0).bytes(),
                    "UDP port " + PORT + " (is another DHCPv6 server running?)");
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public boolean isAlive() {
        return receiver.isAlive();
    }

    @Override
    public void close() {
        receiver.close();
    }

    private void receive(BooleanSupplier wanted) {
        try {
            var batch = new ReceivedBatch(NativeSocket.Kind.UDP_IPV6, BATCH, LONGEST);
            while (wanted.getAsBoolean()) {
                socket.receive(batch);
                answer(batch);
            }
        } catch (IOException e) {
            LOG.warn(
                    "listen for DHCPv6 on {}: {}. It is tried again when the interface is there.",
                    name,
                    e.getMessage());
        } finally {
            synchronized (sending) {
                closed = true;
                socket.close();
            }
        }
    }

    private void answer(ReceivedBatch batch) {
        var durable = new ArrayList<Addressed>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            var sender = Ipv6SocketAddress.of(batch.senderBytes(i));
            // Nothing that one packet causes may end the loop.
            try {
                responder
                        .respond(batch.bytes(i), new Dhcp6Arrival(local, sender.address()))
                        .ifPresent(outgoing -> {
                            var answer = new Addressed(outgoing.bytes(), sender.at(outgoing.port()));
                            if (outgoing.awaitsCommit()) {
                                durable.add(answer);
                            } else {
                                send(answer);
                            }
                        });
            } catch (RuntimeException e) {
                counters.count("dhcp6_failed");
                LOG.warn("answer a DHCPv6 message from {} on {}", sender.address(), name, e);
            }
        }
        if (!durable.isEmpty()) {
            responder.afterCommit(() -> durable.forEach(this::send));
        }
    }

    private void send(Addressed answer) {
        try {
            synchronized (sending) {
                if (!closed) {
                    socket.send(answer.bytes(), answer.to().bytes());
                }
            }
        } catch (IOException e) {
            counters.count("dhcp6_send_failed");
            LOG.debug("answer a DHCPv6 client on {}: {}", name, e.getMessage());
        }
    }
}
