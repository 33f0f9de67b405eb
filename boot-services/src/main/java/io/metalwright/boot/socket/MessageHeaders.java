package io.metalwright.boot.socket;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** An array of {@code struct mmsghdr} (recvmmsg(2)) on 64-bit Linux, with an array of {@code struct iovec} behind it. */
final class MessageHeaders {
    private static final long SIZE = 64;
    private static final long NAME = 0;
    private static final long NAME_LENGTH = 8;
    private static final long PARTS = 16;
    private static final long PART_COUNT = 24;
    private static final long LENGTH = 56;
    private static final long PART_SIZE = 16;

    private final MemorySegment headers;
    private final MemorySegment parts;
    private final int partsEach;

    MessageHeaders(Arena arena, int count, int partsEach) {
        this.headers = arena.allocate(SIZE * count, 8);
        this.parts = arena.allocate(PART_SIZE * partsEach * count, 8);
        this.partsEach = partsEach;
        for (int i = 0; i < count; i++) {
            headers.set(ADDRESS, i * SIZE + PARTS, parts.asSlice(i * partsEach * PART_SIZE));
            headers.set(JAVA_LONG, i * SIZE + PART_COUNT, partsEach);
        }
    }

    MemorySegment from(int index) {
        return index == 0 ? headers : headers.asSlice(index * SIZE);
    }

    void name(int index, MemorySegment address, int length) {
        headers.set(ADDRESS, index * SIZE + NAME, address);
        headers.set(JAVA_INT, index * SIZE + NAME_LENGTH, length);
    }

    void part(int index, int part, MemorySegment bytes, long length) {
        long at = (index * (long) partsEach + part) * PART_SIZE;
        parts.set(ADDRESS, at, bytes);
        parts.set(JAVA_LONG, at + 8, length);
    }

    /** How long the datagram was that was received. */
    int length(int index) {
        return headers.get(JAVA_INT, index * SIZE + LENGTH);
    }
}
