package io.metalwright.boot.dns;

import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.segment.Listener;
import io.metalwright.model.network.Ipv4Address;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DNS on one address, by UDP and by TCP (RFC 7766). */
public final class DnsServer implements Listener {
    private static final Logger LOG = LoggerFactory.getLogger(DnsServer.class);
    /** A question is far shorter; more of a packet is not read. */
    private static final int LONGEST_QUESTION = 4096;

    private static final int CONNECTIONS = 64;
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Ipv4Address address;
    private final DatagramSocket datagrams;
    private final ServerSocket connections;
    private final DnsResponder responder;
    private final Counters counters;
    private final Semaphore free = new Semaphore(CONNECTIONS);
    private final Thread receiver;

    private DnsServer(
            Ipv4Address address,
            DatagramSocket datagrams,
            ServerSocket connections,
            DnsResponder responder,
            Counters counters) {
        this.address = address;
        this.datagrams = datagrams;
        this.connections = connections;
        this.responder = responder;
        this.counters = counters;
        receiver = Thread.ofVirtual().name("dns-" + address).start(this::receive);
        Thread.ofVirtual().name("dns-tcp-" + address).start(this::accept);
    }

    public static DnsServer start(Ipv4Address address, int port, DnsResponder responder, Counters counters)
            throws IOException {
        var place = new InetSocketAddress(address.value(), port);
        try {
            var datagrams = new DatagramSocket(place);
            try {
                var connections = new ServerSocket();
                connections.setReuseAddress(true);
                connections.bind(place);
                return new DnsServer(address, datagrams, connections, responder, counters);
            } catch (IOException | RuntimeException e) {
                datagrams.close();
                throw e;
            }
        } catch (SocketException e) {
            throw new IOException(
                    "take port " + port + " of " + address + " for DNS (is another DNS server running?): "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public boolean isAlive() {
        return receiver.isAlive();
    }

    @Override
    public void close() {
        datagrams.close();
        try {
            connections.close();
        } catch (IOException e) {
            LOG.warn("close the DNS port of {}", address, e);
        }
    }

    private void receive() {
        var packet = new DatagramPacket(new byte[LONGEST_QUESTION], LONGEST_QUESTION);
        while (!datagrams.isClosed()) {
            try {
                packet.setLength(LONGEST_QUESTION);
                datagrams.receive(packet);
                var answer = responder.overUdp(Arrays.copyOf(packet.getData(), packet.getLength()), address);
                if (answer.isPresent()) {
                    datagrams.send(new DatagramPacket(answer.get(), answer.get().length, packet.getSocketAddress()));
                }
            } catch (IOException | RuntimeException e) {
                if (!datagrams.isClosed()) {
                    // Nothing that one packet causes may end the loop.
                    counters.count("dns_failed");
                    LOG.warn("answer a DNS question on {}: {}", address, e.toString());
                }
            }
        }
    }

    private void accept() {
        while (!connections.isClosed()) {
            try {
                var connection = connections.accept();
                if (free.tryAcquire()) {
                    Thread.ofVirtual().start(() -> converse(connection));
                } else {
                    counters.count("dns_connections_refused");
                    connection.close();
                }
            } catch (IOException e) {
                if (!connections.isClosed()) {
                    LOG.warn("accept a DNS connection on {}: {}", address, e.toString());
                }
            }
        }
    }

    private void converse(Socket connection) {
        try (connection) {
            connection.setSoTimeout((int) IDLE.toMillis());
            var in = new DataInputStream(connection.getInputStream());
            while (true) {
                int length = in.readUnsignedShort();
                if (length > LONGEST_QUESTION) {
                    counters.count("dns_malformed");
                    return;
                }
                var answer = responder.overTcp(in.readNBytes(length), address);
                if (answer.isEmpty()) {
                    return;
                }
                connection
                        .getOutputStream()
                        .write(ByteBuffer.allocate(2 + answer.get().length)
                                .putShort((short) answer.get().length)
                                .put(answer.get())
                                .array());
            }
        } catch (EOFException e) {
            // It has asked all that it wanted.
        } catch (IOException | RuntimeException e) {
            counters.count("dns_connections_broken");
        } finally {
            free.release();
        }
    }
}
