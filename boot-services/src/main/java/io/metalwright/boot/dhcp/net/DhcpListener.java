package io.metalwright.boot.dhcp.net;

import io.metalwright.boot.dhcp.Arrival;
import io.metalwright.boot.dhcp.DhcpResponder;
import io.metalwright.boot.dhcp.DhcpResponder.Outgoing;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.segment.Listener;
import io.metalwright.boot.segment.ListenerThread;
import io.metalwright.boot.socket.NativeSocket;
import io.metalwright.boot.socket.ReceivedBatch;
import io.metalwright.boot.socket.SendBatch;
import io.metalwright.model.network.Ipv4Address;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives on one socket and sends what the responder says, until it is closed or its interface goes away. What is there is taken in one call
 * and answered in one; acknowledgements of leases go out together when the disk has them all.
 */
public final class DhcpListener implements Listener {
    private static final Logger LOG = LoggerFactory.getLogger(DhcpListener.class);
    private static final int BATCH = 64;
    /** A datagram of an Ethernet frame. Relays and firmware send no longer ones. */
    private static final int LONGEST = 1500;

    private final String name;
    private final InterfaceSocket socket;
    private final Arrival.Door door;
    private final List<Ipv4Address> local;
    private final DhcpResponder responder;
    private final Counters counters;
    private final ListenerThread receiver;
    /** Of the thread that hears from the disk. */
    private final SendBatch committed = new SendBatch(NativeSocket.Kind.UDP, BATCH, LONGEST);

    private DhcpListener(
            String name,
            InterfaceSocket socket,
            Arrival.Door door,
            List<Ipv4Address> local,
            DhcpResponder responder,
            Counters counters) {
        this.name = name;
        this.socket = socket;
        this.door = door;
        this.local = local;
        this.responder = responder;
        this.counters = counters;
        this.receiver = ListenerThread.start("dhcp-" + name, this::receive);
    }

    /** @param local our addresses on that interface */
    public static DhcpListener onInterface(
            String networkInterface,
            int port,
            Arrival.Door door,
            List<Ipv4Address> local,
            DhcpResponder responder,
            Counters counters)
            throws IOException {
        return new DhcpListener(
                networkInterface, InterfaceSocket.on(networkInterface, port), door, local, responder, counters);
    }

    /** For messages of relay agents that come in on interfaces which have no segment of ours. */
    public static DhcpListener forRelays(int port, DhcpResponder responder, Counters counters) throws IOException {
        return new DhcpListener(
                "relays", InterfaceSocket.onAll(port), Arrival.Door.SERVER, List.of(), responder, counters);
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
        try (socket) {
            var batch = new ReceivedBatch(NativeSocket.Kind.UDP, BATCH, LONGEST);
            var atOnce = new SendBatch(NativeSocket.Kind.UDP, BATCH, LONGEST);
            while (wanted.getAsBoolean()) {
                socket.receive(batch);
                answer(batch, atOnce);
            }
        } catch (IOException e) {
            LOG.warn("listen for DHCP on {}: {}. It is tried again when the interface is there.", name, e.getMessage());
        }
    }

    private void answer(ReceivedBatch batch, SendBatch atOnce) {
        var durable = new ArrayList<Outgoing>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            var sender = (Ipv4Address) batch.sender(i);
            // Nothing that one packet causes may end the loop.
            try {
                var arrival = new Arrival(door, local, sender, batch.senderPort(i));
                responder.respond(batch.bytes(i), arrival, this::send).ifPresent(outgoing -> {
                    if (outgoing.awaitsCommit()) {
                        durable.add(outgoing);
                    } else {
                        add(atOnce, outgoing);
                    }
                });
            } catch (RuntimeException e) {
                counters.count("dhcp_failed");
                LOG.warn("answer a DHCP message from {} on {}", sender, name, e);
            }
        }
        flush(atOnce);
        if (!durable.isEmpty()) {
            responder.afterCommit(() -> {
                durable.forEach(outgoing -> add(committed, outgoing));
                flush(committed);
            });
        }
    }

    private void add(SendBatch batch, Outgoing outgoing) {
        if (batch.isFull()) {
            flush(batch);
        }
        if (batch.takes(outgoing.bytes().length)) {
            batch.add(outgoing.address(), outgoing.port(), outgoing.bytes());
        } else {
            send(outgoing);
        }
    }

    private void flush(SendBatch batch) {
        if (batch.isEmpty()) {
            return;
        }
        int refused = socket.send(batch);
        if (refused > 0) {
            counters.add("dhcp_send_failed", refused);
        }
    }

    private void send(Outgoing outgoing) {
        try {
            socket.send(outgoing);
        } catch (IOException e) {
            counters.count("dhcp_send_failed");
            LOG.warn("answer a DHCP client on {}", name, e);
        }
    }
}
