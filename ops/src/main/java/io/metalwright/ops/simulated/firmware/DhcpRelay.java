package io.metalwright.ops.simulated.firmware;

import io.metalwright.boot.dhcp.wire.DhcpDecoder;
import io.metalwright.boot.dhcp.wire.DhcpEncoder;
import io.metalwright.boot.dhcp.wire.DhcpMessage;
import io.metalwright.boot.dhcp.wire.DhcpMessageType;
import io.metalwright.boot.dhcp.wire.DhcpOptions;
import io.metalwright.boot.dhcp.wire.OptionCode;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DHCP clients of a network, which are iPXE in the ROMs of its machines, and the relay agent before them (RFC 2131 section 4.1, RFC 1542): real
 * packets to a real server, from an address of that network.
 */
public final class DhcpRelay implements NetworkBoot, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DhcpRelay.class);
    private static final int PORT = 67;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final int TRIES = 4;
    private static final DhcpOptions FROM_IPXE = DhcpOptions.NONE
            .with(OptionCode.VENDOR_CLASS, "PXEClient:Arch:00000:UNDI:002001")
            .with(OptionCode.USER_CLASS, "iPXE")
            .with(OptionCode.CLIENT_ARCHITECTURE, Octets.of((byte) 0, (byte) 0));

    private final Ipv4Address address;
    private final InetSocketAddress server;
    private final DatagramSocket socket;
    private final Map<MacAddress, BlockingQueue<DhcpMessage>> asking = new ConcurrentHashMap<>();

    private DhcpRelay(Ipv4Address address, Ipv4Address server, DatagramSocket socket) {
        this.address = address;
        this.server = new InetSocketAddress(server.value(), PORT);
        this.socket = socket;
        Thread.ofVirtual().name("relay " + address).start(this::receive);
    }

    /** @param address the relay's own in the machines' network, to which the server answers */
    public static DhcpRelay open(Ipv4Address address, Ipv4Address server) {
        try {
            return new DhcpRelay(address, server, new DatagramSocket(new InetSocketAddress(address.value(), PORT)));
        } catch (IOException e) {
            throw new UncheckedIOException("open UDP " + address + ":" + PORT + " for a relay agent", e);
        }
    }

    @Override
    public Optional<Offer> ask(MacAddress mac) throws InterruptedException {
        var answers = new ArrayBlockingQueue<DhcpMessage>(8);
        asking.put(mac, answers);
        try {
            int id = ThreadLocalRandom.current().nextInt();
            var offer = exchange(message(mac, id, DhcpMessageType.DISCOVER, FROM_IPXE), DhcpMessageType.OFFER, answers);
            if (offer == null) {
                return Optional.empty();
            }
            var wish = FROM_IPXE.with(OptionCode.REQUESTED_ADDRESS, offer.yourAddress());
            var from = offer.options().address(OptionCode.SERVER_IDENTIFIER);
            var request = message(
                    mac,
                    id,
                    DhcpMessageType.REQUEST,
                    from.map(server -> wish.with(OptionCode.SERVER_IDENTIFIER, server))
                            .orElse(wish));
            var granted = exchange(request, DhcpMessageType.ACK, answers);
            return granted == null
                    ? Optional.empty()
                    : granted.options()
                            .text(OptionCode.BOOT_FILE_NAME)
                            .map(script -> new Offer(granted.yourAddress(), URI.create(script)));
        } finally {
            asking.remove(mac, answers);
        }
    }

    private @Nullable DhcpMessage exchange(
            DhcpMessage asked, DhcpMessageType wanted, BlockingQueue<DhcpMessage> answers) throws InterruptedException {
        var bytes = DhcpEncoder.encode(asked);
        var wait = FIRST_WAIT;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                socket.send(new DatagramPacket(bytes, bytes.length, server));
            } catch (IOException e) {
                // Nobody listens there now, which the kernel may tell; the next try may fare better.
                LOG.debug("send to {}: {}", server, e.getMessage());
            }
            long deadline = System.nanoTime() + wait.toNanos();
            for (long left = wait.toNanos(); left > 0; left = deadline - System.nanoTime()) {
                var answer = answers.poll(left, TimeUnit.NANOSECONDS);
                if (answer != null && answer.transactionId() == asked.transactionId()) {
                    if (answer.type() == wanted) {
                        return answer;
                    }
                    if (answer.type() == DhcpMessageType.NAK) {
                        return null;
                    }
                }
            }
            wait = wait.multipliedBy(2);
        }
        return null;
    }

    private DhcpMessage message(MacAddress mac, int id, DhcpMessageType type, DhcpOptions options) {
        return new DhcpMessage(
                DhcpMessage.Operation.REQUEST,
                1,
                id,
                0,
                false,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                address,
                mac,
                "",
                "",
                type,
                options);
    }

    private void receive() {
        var buffer = new byte[2048];
        while (!socket.isClosed()) {
            var packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                var answer = DhcpDecoder.decode(Arrays.copyOf(buffer, packet.getLength()));
                var client = asking.get(answer.clientHardware());
                if (client != null) {
                    client.offer(answer);
                }
            } catch (MalformedPacketException e) {
                LOG.warn("the DHCP server sends what cannot be read: {}", e.getMessage());
            } catch (IOException e) {
                LOG.debug("receive on {}: {}", address, e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
