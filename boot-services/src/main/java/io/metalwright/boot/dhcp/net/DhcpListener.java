package io.metalwright.boot.dhcp.net;

import io.metalwright.boot.dhcp.DhcpResponder;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.segment.Listener;
import io.metalwright.model.network.Ipv4Address;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives on one socket and sends what the responder says, until it is closed or its interface goes away. */
public final class DhcpListener implements Listener {
    private static final Logger LOG = LoggerFactory.getLogger(DhcpListener.class);

    private final String name;
    private final InterfaceSocket socket;
    private final List<Ipv4Address> local;
    private final DhcpResponder responder;
    private final Counters counters;
    private final Thread receiver;
    private volatile boolean closed;

    private DhcpListener(
            String name, InterfaceSocket socket, List<Ipv4Address> local, DhcpResponder responder, Counters counters) {
        this.name = name;
        this.socket = socket;
        this.local = local;
        this.responder = responder;
        this.counters = counters;
        // A platform thread: a call into the C library would hold a virtual thread's carrier for as long as it blocks.
        this.receiver = Thread.ofPlatform().daemon().name("dhcp-" + name).start(this::receive);
    }

    /** @param local our addresses on that interface */
    public static DhcpListener onInterface(
            String networkInterface, int port, List<Ipv4Address> local, DhcpResponder responder, Counters counters)
            throws IOException {
        return new DhcpListener(
                networkInterface, InterfaceSocket.on(networkInterface, port), local, responder, counters);
    }

    /** For messages of relay agents that come in on interfaces which have no segment of ours. */
    public static DhcpListener forRelays(int port, DhcpResponder responder, Counters counters) throws IOException {
        return new DhcpListener("relays", InterfaceSocket.onAll(port), List.of(), responder, counters);
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
            while (!closed) {
                var datagram = socket.receive();
                if (datagram.isPresent()) {
                    answer(datagram.get());
                }
            }
        } catch (IOException e) {
            LOG.warn("listen for DHCP on {}: {}. It is tried again when the interface is there.", name, e.getMessage());
        }
    }

    /** Nothing that one packet causes may end the loop. */
    private void answer(InterfaceSocket.Datagram datagram) {
        try {
            var outgoing = responder.respond(datagram.bytes(), local);
            if (outgoing.isPresent()) {
                socket.send(
                        outgoing.get().bytes(),
                        outgoing.get().address(),
                        outgoing.get().port());
            }
        } catch (IOException | RuntimeException e) {
            counters.count("dhcp_failed");
            LOG.warn("answer a DHCP message from {} on {}", datagram.sender(), name, e);
        }
    }
}
