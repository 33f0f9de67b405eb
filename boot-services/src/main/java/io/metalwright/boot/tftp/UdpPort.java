package io.metalwright.boot.tftp;

import io.metalwright.boot.socket.Ipv4SocketAddress;
import io.metalwright.boot.socket.Ipv6SocketAddress;
import io.metalwright.boot.socket.NativeSocket;
import io.metalwright.boot.socket.ReceivedBatch;
import io.metalwright.boot.socket.SendBatch;
import io.metalwright.model.network.IpAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import java.io.IOException;
import java.util.Optional;

/** A UDP port of one address. */
final class UdpPort implements AutoCloseable {
    private static final int SOL_SOCKET = 1;
    private static final int SO_SNDBUF = 7;
    private static final int SO_RCVBUF = 8;
    private static final int ROOM = 4 << 20;
    /** Shorter than any packet of TFTP. */
    private static final byte[] CALL = {0};

    private final NativeSocket socket;
    private final byte[] own;

    private UdpPort(NativeSocket socket) throws IOException {
        this.socket = socket;
        this.own = socket.boundTo();
    }

    /** @param port 0 for any that is free */
    static UdpPort open(IpAddress address, int port) throws IOException {
        var socket = NativeSocket.open(NativeSocket.Kind.udp(address), Optional.empty());
        try {
            socket.option(SOL_SOCKET, SO_RCVBUF, ROOM);
            socket.option(SOL_SOCKET, SO_SNDBUF, ROOM);
            socket.bind(
                    address(address, port),
                    "UDP port " + port + " of " + address + " for TFTP (is another TFTP server running?)");
            return new UdpPort(socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    void receive(ReceivedBatch batch) throws IOException {
        socket.receive(batch);
    }

    void receiveTimeout(long micros) throws IOException {
        socket.receiveTimeout(micros);
    }

    /** @return how many the kernel would not send */
    int send(SendBatch batch) {
        return socket.send(batch);
    }

    void send(byte[] packet, IpAddress client, int port) throws IOException {
        socket.send(packet, address(client, port));
    }

    /** For what is lost without harm. */
    void trySend(byte[] packet, IpAddress client, int port) {
        try {
            send(packet, client, port);
        } catch (IOException e) {
            // It is lost like any other datagram.
        }
    }

    NativeSocket.Kind kind() {
        return socket.kind();
    }

    /** Has {@link #receive} return; from any thread. */
    void wake() throws IOException {
        socket.send(CALL, own);
    }

    @Override
    public void close() {
        socket.close();
    }

    private static byte[] address(IpAddress address, int port) {
        return switch (address) {
            case Ipv4Address ofIpv4 -> Ipv4SocketAddress.bytes(ofIpv4, port);
            case Ipv6Address ofIpv6 -> new Ipv6SocketAddress(ofIpv6, port, 0).bytes();
        };
    }
}
