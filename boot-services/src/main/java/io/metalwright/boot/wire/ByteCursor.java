package io.metalwright.boot.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a packet from front to back, unsigned, and says where it ended too early. */
public final class ByteCursor {
    private final byte[] bytes;
    private int offset;

    public ByteCursor(byte[] bytes) {
        this.bytes = bytes;
    }

    public int offset() {
        return offset;
    }

    public int remaining() {
        return bytes.length - offset;
    }

    public int unsignedByte(String what) {
        need(1, what);
        return bytes[offset++] & 0xFF;
    }

    public int unsignedShort(String what) {
        need(2, what);
        return unsignedByte(what) << 8 | unsignedByte(what);
    }

    /** Four bytes in network order, as they are: an address or a transaction id. */
    public int bits32(String what) {
        need(4, what);
        return unsignedShort(what) << 16 | unsignedShort(what);
    }

    public Octets octets(int length, String what) {
        need(length, what);
        var part = Octets.of(Arrays.copyOfRange(bytes, offset, offset + length));
        offset += length;
        return part;
    }

    public Octets rest() {
        return octets(remaining(), "rest");
    }

    /** Characters up to a NUL, which is consumed. */
    public String terminatedText(String what) {
        int start = offset;
        while (offset < bytes.length && bytes[offset] != 0) {
            offset++;
        }
        if (offset == bytes.length) {
            throw new MalformedPacketException(what, start, "text ended by NUL", "end of packet");
        }
        return new String(bytes, start, offset++ - start, StandardCharsets.UTF_8);
    }

    private void need(int length, String what) {
        if (remaining() < length) {
            throw new MalformedPacketException(what, offset, length + " bytes", remaining() + " bytes");
        }
    }
}
