package io.metalwright.boot.tftp;

import io.metalwright.boot.socket.NativeSocket;
import io.metalwright.boot.socket.ReceivedBatch;
import io.metalwright.boot.socket.SendBatch;
import io.metalwright.model.network.Ipv4Address;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** A UDP port of one address. */
final class UdpPort implements AutoCloseable {
    private static final short AF_INET = 2;
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
    static UdpPort open(Ipv4Address address, int port) throws IOException {
        var socket = NativeSocket.open(NativeSocket.Kind.UDP, Optional.empty());
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

    void send(byte[] packet, Ipv4Address client, int port) throws IOException {
        socket.send(packet, address(client, port));
    }

    /** For what is lost without harm. */
    void trySend(byte[] packet, Ipv4Address client, int port) {
        try {
            send(packet, client, port);
        } catch (IOException e) {
            // It is lost like any other datagram.
        }
    }

    /** Has {@link #receive} return; from any thread. */
    void wake() throws IOException {
        socket.send(CALL, own);
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
