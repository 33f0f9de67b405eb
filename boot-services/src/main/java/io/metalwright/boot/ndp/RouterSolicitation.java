package io.metalwright.boot.ndp;

import io.metalwright.boot.wire.ByteCursor;
import io.metalwright.boot.wire.MalformedPacketException;

/** What hosts ask routers (RFC 4861 section 4.1). */
final class RouterSolicitation {
    static final int TYPE = 133;

    private RouterSolicitation() {}

    /** Throws when this is no valid solicitation (section 6.1.1). The kernel has looked at the checksum. */
    static void check(byte[] message) {
        var cursor = new ByteCursor(message);
        expect("type", cursor, TYPE);
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

    private static void expect(String what, ByteCursor cursor, int wanted) {
        int offset = cursor.offset();
        int found = cursor.unsignedByte(what);
        if (found != wanted) {
            throw new MalformedPacketException(what, offset, Integer.toString(wanted), Integer.toString(found));
        }
    }
}
