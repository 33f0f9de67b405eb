package io.metalwright.boot.socket;

import io.metalwright.model.network.Ipv4Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** {@code struct sockaddr_in}, ip(7). */
public final class Ipv4SocketAddress {
    private static final short AF_INET = 2;
    private static final int LENGTH = 16;

    private Ipv4SocketAddress() {}

    /** The family in the machine's own order, the rest in the network's. */
    public static byte[] bytes(Ipv4Address address, int port) {
        return ByteBuffer.allocate(LENGTH)
                .order(ByteOrder.nativeOrder())
                .putShort(AF_INET)
                .order(ByteOrder.BIG_ENDIAN)
                .putShort((short) port)
                .putInt(address.bits())
                .array();
    }
}
