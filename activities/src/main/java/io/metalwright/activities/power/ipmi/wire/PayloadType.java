package io.metalwright.activities.power.ipmi.wire;

/** What an RMCP+ packet carries (IPMI 2.0 table 13-16). */
public record PayloadType(int value) {
    public static final PayloadType IPMI = new PayloadType(0x00);
    public static final PayloadType SOL = new PayloadType(0x01);
    public static final PayloadType OPEN_SESSION_REQUEST = new PayloadType(0x10);
    public static final PayloadType OPEN_SESSION_RESPONSE = new PayloadType(0x11);
    public static final PayloadType RAKP_1 = new PayloadType(0x12);
    public static final PayloadType RAKP_2 = new PayloadType(0x13);
    public static final PayloadType RAKP_3 = new PayloadType(0x14);
    public static final PayloadType RAKP_4 = new PayloadType(0x15);

    private static final int OEM_EXPLICIT = 0x02;

    public PayloadType {
        // An OEM explicit payload has six further octets in its header; nothing of ours sends or expects one.
        if (value < 0 || value > 0x3F || value == OEM_EXPLICIT) {
            throw new IllegalArgumentException("payload type " + value);
        }
    }

    static PayloadType decode(Cursor cursor, int octet) {
        int value = octet & 0x3F;
        if (value == OEM_EXPLICIT) {
            throw cursor.malformed("a standard payload type", "an OEM explicit payload");
        }
        return new PayloadType(value);
    }
}
