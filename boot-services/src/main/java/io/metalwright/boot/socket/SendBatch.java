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

/**
 * UDP datagrams over IPv4 that are sent in one call. Each has a head, which is copied, and may have a body, which is read where it lies when
 * the call is made: part of a file that is mapped into memory is never copied by us. For one thread.
 */
public final class SendBatch {
    private static final ValueLayout.OfInt NETWORK_INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong NETWORK_LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /** Given back when nobody has the batch any more, so that no call can find it gone. */
    private final Arena arena = Arena.ofAuto();

    private final NativeSocket.Kind kind;
    private final int addressLength;
    private final int capacity;
    private final int longestHead;
    private final MemorySegment errno;
    private final MemorySegment heads;
    private final MemorySegment receivers;
    private final MessageHeaders headers;
    private int size;

    /** @param kind of the socket that sends it */
    public SendBatch(NativeSocket.Kind kind, int capacity, int longestHead) {
        this.kind = kind;
        this.addressLength = kind.addressLength();
        this.capacity = capacity;
        this.longestHead = longestHead;
        this.errno = CLibrary.errno(arena);
        this.heads = arena.allocate((long) capacity * longestHead);
        this.receivers = arena.allocate((long) capacity * addressLength, 8);
        this.headers = new MessageHeaders(arena, capacity, 2);
        for (int i = 0; i < capacity; i++) {
            receivers.set(JAVA_SHORT_UNALIGNED, (long) i * addressLength, kind.family());
            headers.name(i, receivers.asSlice((long) i * addressLength, addressLength), addressLength);
        }
    }

    public boolean isFull() {
        return size == capacity;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Whether a head of this length has room. */
    public boolean takes(int headLength) {
        return size < capacity && headLength <= longestHead;
    }

    public void add(IpAddress address, int port, byte[] bytes) {
        MemorySegment.copy(bytes, 0, heads, JAVA_BYTE, (long) size * longestHead, bytes.length);
        add(address, port, bytes.length, MemorySegment.NULL, 0);
    }

    /** A head of two 16-bit numbers, as TFTP's, and a body. */
    public void add(IpAddress address, int port, int first, int second, MemorySegment body, long bodyLength) {
        heads.set(NETWORK_SHORT, (long) size * longestHead, (short) first);
        heads.set(NETWORK_SHORT, (long) size * longestHead + 2, (short) second);
        add(address, port, 4, body, bodyLength);
    }

    private void add(IpAddress address, int port, int headLength, MemorySegment body, long bodyLength) {
        long at = (long) size * addressLength;
        receivers.set(NETWORK_SHORT, at + 2, (short) port);
        switch (address) {
            case Ipv4Address ofIpv4 -> receivers.set(NETWORK_INT, at + 4, ofIpv4.bits());
            case Ipv6Address ofIpv6 -> {
                receivers.set(NETWORK_LONG, at + 8, ofIpv6.high());
                receivers.set(NETWORK_LONG, at + 16, ofIpv6.low());
            }
        }
        headers.part(size, 0, heads.asSlice((long) size * longestHead, headLength), headLength);
        headers.part(size, 1, body, bodyLength);
        size++;
    }

    MemorySegment errno() {
        return errno;
    }

    MemorySegment from(int index) {
        return headers.from(index);
    }

    void clear() {
        size = 0;
    }
}
