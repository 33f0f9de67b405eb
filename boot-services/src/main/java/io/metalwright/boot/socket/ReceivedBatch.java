package io.metalwright.boot.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.metalwright.model.network.IpAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Room for datagrams that are taken in one call. For one thread. */
public final class ReceivedBatch {
    private static final ValueLayout.OfInt NETWORK_INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong NETWORK_LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /** Given back when nobody has the batch any more, so that no call can find it gone. */
    private final Arena arena = Arena.ofAuto();

    private final NativeSocket.Kind kind;
    private final int capacity;
    private final int longest;
    private final int addressLength;
    private final MemorySegment errno;
    private final MemorySegment bytes;
    private final MemorySegment senders;
    private final MessageHeaders headers;
    private int size;

    /** @param longest bytes of a datagram; what is longer is cut off */
    public ReceivedBatch(NativeSocket.Kind kind, int capacity, int longest) {
        this.kind = kind;
        this.capacity = capacity;
        this.longest = longest;
        this.addressLength = kind.addressLength();
        this.errno = CLibrary.errno(arena);
        this.bytes = arena.allocate((long) capacity * longest);
        this.senders = arena.allocate((long) capacity * addressLength, 8);
        this.headers = new MessageHeaders(arena, capacity, 1);
        for (int i = 0; i < capacity; i++) {
            headers.part(i, 0, bytes.asSlice((long) i * longest, longest), longest);
            headers.name(i, socketAddress(i), addressLength);
        }
    }

    public int size() {
        return size;
    }

    public byte[] bytes(int index) {
        return bytes.asSlice((long) index * longest, headers.length(index)).toArray(JAVA_BYTE);
    }

    public int length(int index) {
        return headers.length(index);
    }

    /** The 16 bits at an offset, in network order. */
    public int unsignedShort(int index, int offset) {
        return bytes.get(NETWORK_SHORT, (long) index * longest + offset) & 0xFFFF;
    }

    /** The {@code struct sockaddr} of who sent it. */
    public byte[] senderBytes(int index) {
        return socketAddress(index).toArray(JAVA_BYTE);
    }

    public IpAddress sender(int index) {
        long at = (long) index * addressLength;
        return switch (kind) {
            case UDP -> Ipv4Address.ofBits(senders.get(NETWORK_INT, at + 4));
            case UDP_IPV6, ICMPV6 ->
                new Ipv6Address(senders.get(NETWORK_LONG, at + 8), senders.get(NETWORK_LONG, at + 16));
        };
    }

    /** Of {@code struct sockaddr_in} and {@code sockaddr_in6} alike. */
    public int senderPort(int index) {
        return senders.get(NETWORK_SHORT, (long) index * addressLength + 2) & 0xFFFF;
    }

    MemorySegment errno() {
        return errno;
    }

    MemorySegment messages() {
        return headers.from(0);
    }

    int capacity() {
        return capacity;
    }

    /** The kernel shortens the address lengths that it was given; they are wanted whole the next time. */
    void filled(int received) {
        for (int i = 0; i < received; i++) {
            headers.name(i, socketAddress(i), addressLength);
        }
        size = received;
    }

    private MemorySegment socketAddress(int index) {
        return senders.asSlice((long) index * addressLength, addressLength);
    }
}
