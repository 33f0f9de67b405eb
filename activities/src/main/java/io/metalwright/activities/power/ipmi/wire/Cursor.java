package io.metalwright.activities.power.ipmi.wire;

import java.util.Arrays;
import java.util.HexFormat;

/** Reads unsigned numbers from a message one after the other, and knows where it stands when something is missing. */
final class Cursor {
    private final String message;
    private final byte[] bytes;
    private int offset;

    Cursor(String message, byte[] bytes) {
        this.message = message;
        this.bytes = bytes;
    }

    int octet(String field) {
        need(field, 1);
        return Byte.toUnsignedInt(bytes[offset++]);
    }

    /** The next octet, which is read once more. */
    int peek(String field) {
        need(field, 1);
        return Byte.toUnsignedInt(bytes[offset]);
    }

    int word(String field) {
        need(field, 2);
        return octet(field) | octet(field) << 8;
    }

    int doubleWord(String field) {
        need(field, 4);
        return word(field) | word(field) << 16;
    }

    long unsignedDoubleWord(String field) {
        return Integer.toUnsignedLong(doubleWord(field));
    }

    Octets octets(String field, int length) {
        need(field, length);
        Octets read = Octets.of(Arrays.copyOfRange(bytes, offset, offset + length));
        offset += length;
        return read;
    }

    Octets rest() {
        return octets("rest", remaining());
    }

    void skip(String field, int length) {
        need(field, length);
        offset += length;
    }

    void constant(String field, int wanted) {
        int found = octet(field);
        if (found != wanted) {
            offset--;
            throw malformed(hex(wanted) + " as " + field, hex(found));
        }
    }

    /** The two's complement of the sum of {@code length} octets up to here (section 13.8). */
    void checksum(String field, int length) {
        int wanted = Checksum.of(bytes, offset - length, offset);
        constant(field, wanted);
    }

    int remaining() {
        return bytes.length - offset;
    }

    int offset() {
        return offset;
    }

    MalformedMessage malformed(String wanted, String found) {
        return new MalformedMessage(message, offset, wanted, found);
    }

    private void need(String field, int length) {
        if (remaining() < length) {
            throw malformed(length + " octets of " + field, remaining() + " left");
        }
    }

    private static String hex(int octet) {
        return "0x" + HexFormat.of().withUpperCase().toHexDigits((byte) octet);
    }
}
