package io.metalwright.activities.health.trap;

import java.util.Arrays;

/** Reads values in BER (X.690 section 8) one after the other, of definite lengths alone, as SNMP wants them (RFC 1157 section 3.2.2). */
final class Ber {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;

    private static final int MOST_ARCS = 128;

    private final byte[] bytes;
    private final int end;
    private int offset;

    Ber(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Ber(byte[] bytes, int offset, int end) {
        this.bytes = bytes;
        this.offset = offset;
        this.end = end;
    }

    boolean isAtEnd() {
        return offset == end;
    }

    /** The tag of what comes next, which is read once more. */
    int tag() {
        need("a tag", 1);
        return Byte.toUnsignedInt(bytes[offset]);
    }

    /** What stands in the next value, which has this tag. */
    Ber inside(int wanted, String what) {
        int found = tag();
        if (found != wanted) {
            throw new MalformedTrap(
                    offset, String.format("%s (tag 0x%02X)", what, wanted), String.format("0x%02X", found));
        }
        offset++;
        int length = length(what);
        var inside = new Ber(bytes, offset, offset + length);
        offset += length;
        return inside;
    }

    private int length(String what) {
        int first = octet("the length of " + what);
        int length = first;
        if (first >= 0x80) {
            int octets = first & 0x7F;
            if (octets == 0 || octets > 3) {
                throw new MalformedTrap(offset - 1, "a length of at most 3 octets", String.format("0x%02X", first));
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = length << 8 | octet("the length of " + what);
            }
        }
        need(what, length);
        return length;
    }

    byte[] octets(int tag, String what) {
        var inside = inside(tag, what);
        return Arrays.copyOfRange(bytes, inside.offset, inside.end);
    }

    /** Of up to eight octets, with its sign. */
    long integer(int tag, String what) {
        var inside = inside(tag, what);
        int length = inside.end - inside.offset;
        if (length < 1 || length > 8) {
            throw new MalformedTrap(inside.offset, what + " of 1 to 8 octets", length + " octets");
        }
        long value = bytes[inside.offset];
        for (int i = inside.offset + 1; i < inside.end; i++) {
            value = value << 8 | Byte.toUnsignedLong(bytes[i]);
        }
        return value;
    }

    /** Such as {@code 1.3.6.1}. */
    String objectIdentifier(String what) {
        var inside = inside(OBJECT_IDENTIFIER, what);
        var text = new StringBuilder();
        int arcs = 0;
        while (!inside.isAtEnd()) {
            long arc = inside.arc(what);
            if (++arcs > MOST_ARCS) {
                throw new MalformedTrap(inside.offset, what + " of at most " + MOST_ARCS + " arcs", "more");
            }
            if (text.isEmpty()) {
                long top = Math.min(arc / 40, 2);
                text.append(top).append('.').append(arc - top * 40);
            } else {
                text.append('.').append(arc);
            }
        }
        return text.toString();
    }

    private long arc(String what) {
        long arc = 0;
        for (int i = 0; i < 5; i++) {
            int octet = octet(what);
            arc = arc << 7 | octet & 0x7F;
            if (octet < 0x80) {
                return arc;
            }
        }
        throw new MalformedTrap(offset, "an arc of at most 5 octets in " + what, "more");
    }

    private int octet(String what) {
        need(what, 1);
        return Byte.toUnsignedInt(bytes[offset++]);
    }

    private void need(String what, int length) {
        if (end - offset < length) {
            throw new MalformedTrap(offset, length + " octets of " + what, (end - offset) + " left");
        }
    }
}
