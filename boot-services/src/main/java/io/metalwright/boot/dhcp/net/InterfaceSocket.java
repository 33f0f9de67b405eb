package io.metalwright.boot.dhcp.net;

import io.metalwright.boot.socket.NativeSocket;
import io.metalwright.model.network.Ipv4Address;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A UDP socket that hears and speaks on one network interface only, or on all that have none of their own.
 *
 * <p>A DHCP client without an address broadcasts, and only the interface on which its message came in says which segment it is in.
 */
final class InterfaceSocket implements AutoCloseable {
    /** A datagram and its sender. */
    record Datagram(byte[] bytes, Ipv4Address sender) {}

    private static final short AF_INET = 2;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_BROADCAST = 6;

    private final NativeSocket socket;

    private InterfaceSocket(NativeSocket socket) {
        this.socket = socket;
    }

    /** Bound to all addresses of one interface. */
    static InterfaceSocket on(String networkInterface, int port) throws IOException {
        return open(Optional.of(networkInterface), port);
    }

    /**
     * Hears what comes in on any interface, where no other socket is bound to that; broadcasts all the same, of which the kernel gives
     * every socket a copy.
     */
    static InterfaceSocket onAll(int port) throws IOException {
        return open(Optional.empty(), port);
    }

    private static InterfaceSocket open(Optional<String> networkInterface, int port) throws IOException {
        var socket = NativeSocket.open(NativeSocket.Kind.UDP, networkInterface);
        try {
            // The socket of all interfaces and those of single ones share the port.
            socket.option(SOL_SOCKET, SO_REUSEADDR, 1);
            socket.option(SOL_SOCKET, SO_BROADCAST, 1);
            socket.bind(address(Ipv4Address.ANY, port), "UDP port " + port + " (is another DHCP server running?)");
            return new InterfaceSocket(socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** The next datagram, or empty when none came for a second. Blocks its platform thread. */
    Optional<Datagram> receive() throws IOException {
        return socket.receive()
                .map(datagram -> new Datagram(
                        datagram.bytes(),
                        Ipv4Address.ofBits(ByteBuffer.wrap(datagram.sender()).getInt(4))));
    }

    void send(byte[] bytes, Ipv4Address to, int port) throws IOException {
        try {
            socket.send(bytes, address(to, port));
        } catch (IOException e) {
            throw new IOException("send to " + to + ":" + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    /** {@code struct sockaddr_in}, ip(7): the family in the machine's own order, the rest in the network's. */
    private static byte[] address(Ipv4Address address, int port) {
        return ByteBuffer.allocate(16)
                .order(ByteOrder.nativeOrder())
                .putShort(AF_INET)
                .order(ByteOrder.BIG_ENDIAN)
                .putShort((short) port)
                .putInt(address.bits())
                .array();
    }
}
