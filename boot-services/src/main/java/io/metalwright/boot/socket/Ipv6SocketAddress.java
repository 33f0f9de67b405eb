package io.metalwright.boot.socket;

import io.metalwright.model.network.Ipv6Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * {@code struct sockaddr_in6}, ipv6(7).
 *
 * @param scope the interface's index where the address is one of a link, else 0
 */
public record Ipv6SocketAddress(Ipv6Address address, int port, int scope) {
    private static final short AF_INET6 = 10;
    private static final int LENGTH = 28;

    public static Ipv6SocketAddress of(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        int port = buffer.getShort(2) & 0xFFFF;
        return new Ipv6SocketAddress(
                Ipv6Address.ofOctets(Arrays.copyOfRange(bytes, 8, 24)),
                port,
                buffer.order(ByteOrder.nativeOrder()).getInt(24));
    }

    /** The family and the scope in the machine's own order, the rest in the network's. */
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .order(ByteOrder.nativeOrder())
                .putShort(AF_INET6)
                .order(ByteOrder.BIG_ENDIAN)
                .putShort((short) port)
                .putInt(0)
                .put(address.octets())
                .order(ByteOrder.nativeOrder())
                .putInt(scope)
                .array();
    }

    public Ipv6SocketAddress at(int otherPort) {
        return new Ipv6SocketAddress(address, otherPort, scope);
    }
}
