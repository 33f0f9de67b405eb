package io.metalwright.boot.dhcp.net;

import io.metalwright.boot.dhcp.DhcpResponder.Outgoing;
import io.metalwright.boot.socket.BroadcastFilter;
import io.metalwright.boot.socket.Ipv4SocketAddress;
import io.metalwright.boot.socket.NativeSocket;
import io.metalwright.boot.socket.ReceivedBatch;
import io.metalwright.boot.socket.SendBatch;
import io.metalwright.model.network.Ipv4Address;
import java.io.IOException;
import java.util.Optional;

/**
 * A UDP socket that hears and speaks on one network interface only, or on all that have none of their own.
 *
 * <p>A DHCP client without an address broadcasts, and only the interface on which its message came in says which segment it is in.
 */
public final class InterfaceSocket implements AutoCloseable {
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_BROADCAST = 6;
    private static final int SO_RCVBUF = 8;
    /** Ten thousand requests: what a site asks that wakes up all at once. The kernel may allow less. */
    private static final int ROOM = 8 << 20;

    private final NativeSocket socket;
    private boolean closed;

    private InterfaceSocket(NativeSocket socket) {
        this.socket = socket;
    }

    /** Bound to all addresses of one interface. */
    public static InterfaceSocket on(String networkInterface, int port) throws IOException {
        return open(Optional.of(networkInterface), port);
    }

    /**
     * Hears what is sent to this host on any interface, where no other socket is bound to that. Not what is sent to everybody: of that the kernel
     * would give every socket a copy.
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
            socket.option(SOL_SOCKET, SO_RCVBUF, ROOM);
            if (networkInterface.isEmpty()) {
                BroadcastFilter.passOver(socket);
            }
            socket.bind(
                    Ipv4SocketAddress.bytes(Ipv4Address.ANY, port),
                    "UDP port " + port + " (is another DHCP server running?)");
            return new InterfaceSocket(socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** What is there; waits up to a second for the first. Blocks its platform thread. */
    public void receive(ReceivedBatch batch) throws IOException {
        socket.receive(batch);
    }

    /** @return how many the kernel would not send */
    synchronized int send(SendBatch batch) {
        return closed ? 0 : socket.send(batch);
    }

    public synchronized void send(Outgoing outgoing) throws IOException {
        if (closed) {
            return;
        }
        try {
            socket.send(outgoing.bytes(), Ipv4SocketAddress.bytes(outgoing.address(), outgoing.port()));
        } catch (IOException e) {
            throw new IOException("send to " + outgoing.address() + ":" + outgoing.port() + ": " + e.getMessage(), e);
        }
    }

    /** Once it is closed nothing is sent any more: its descriptor may be another file's by then. */
    @Override
    public synchronized void close() {
        closed = true;
        socket.close();
    }
}
