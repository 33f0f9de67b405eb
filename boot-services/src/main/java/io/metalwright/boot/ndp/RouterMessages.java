package io.metalwright.boot.ndp;

import io.metalwright.boot.wire.ByteCursor;
import io.metalwright.boot.wire.MalformedPacketException;

/** The two messages of Neighbor Discovery that are spoken here (RFC 4861 sections 4.1 and 4.2). */
final class RouterMessages {
    static final int SOLICITATION = 133;
    private static final byte ADVERTISEMENT = (byte) 134;

    private RouterMessages() {}

    /** Throws when this is no valid solicitation (section 6.1.1). The kernel has looked at the checksum. */
    static void checkSolicitation(byte[] message) {
        var cursor = new ByteCursor(message);
        expect("type", cursor, SOLICITATION);
        expect("code", cursor, 0);
        cursor.unsignedShort("checksum");
        cursor.bits32("reserved");
        while (cursor.remaining() > 0) {
            cursor.unsignedByte("option type");
            int offset = cursor.offset();
            int length = cursor.unsignedByte("option length");
            if (length == 0) {
                throw new MalformedPacketException("option length", offset, "1 or more", "0");
            }
            cursor.octets(8 * length - 2, "option");
        }
    }

    /**
     * Of a router that nobody is to send packets to: lifetime 0, no prefix, neither of the flags that lead to DHCPv6. The checksum is left
     * to the kernel.
     */
    static byte[] advertisement() {
        byte[] message = new byte[16];
        message[0] = ADVERTISEMENT;
        return message;
    }

    private static void expect(String what, ByteCursor cursor, int wanted) {
        int offset = cursor.offset();
        int found = cursor.unsignedByte(what);
        if (found != wanted) {
            throw new MalformedPacketException(what, offset, Integer.toString(wanted), Integer.toString(found));
        }
    }
}
