package io.metalwright.activities.power.ipmi.wire;

/**
 * A choice of algorithms for a session (IPMI 2.0 table 22-20), by the numbers that Open Session carries.
 *
 * @param authentication RAKP-HMAC-SHA1 is 1, RAKP-HMAC-SHA256 is 3
 * @param integrity HMAC-SHA1-96 is 1, HMAC-SHA256-128 is 4
 * @param confidentiality AES-CBC-128 is 1
 */
public record CipherSuite(int authentication, int integrity, int confidentiality) {
    public static final CipherSuite SUITE_3 = new CipherSuite(1, 1, 1);
    public static final CipherSuite SUITE_17 = new CipherSuite(3, 4, 1);

    private static final int PAYLOAD_LENGTH = 8;

    void encode(OctetWriter writer) {
        payload(writer, 0, authentication);
        payload(writer, 1, integrity);
        payload(writer, 2, confidentiality);
    }

    static CipherSuite decode(Cursor cursor) {
        return new CipherSuite(payload(cursor, 0), payload(cursor, 1), payload(cursor, 2));
    }

    private static void payload(OctetWriter writer, int type, int algorithm) {
        writer.octet(type).reserved(2).octet(PAYLOAD_LENGTH).octet(algorithm).reserved(3);
    }

    private static int payload(Cursor cursor, int type) {
        cursor.constant("algorithm payload type", type);
        cursor.skip("reserved", 2);
        cursor.constant("algorithm payload length", PAYLOAD_LENGTH);
        int algorithm = cursor.octet("algorithm") & 0x3F;
        cursor.skip("reserved", 3);
        return algorithm;
    }

    @Override
    public String toString() {
        return authentication + "/" + integrity + "/" + confidentiality;
    }
}
