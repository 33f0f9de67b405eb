package io.metalwright.activities.power.ipmi.wire;

/**
 * The end of an authenticated RMCP+ packet (IPMI 2.0 table 13-8): padding of {@code 0xFF} to a multiple of four, its length, the next header
 * {@code 0x07}, and the authentication code over everything before it, from the authentication type on.
 */
public record IntegrityTrailer(int padLength, Octets authenticationCode) {
    private static final int NEXT_HEADER = 0x07;
    private static final int FIXED = 2;

    /** What stands between payload and authentication code, for a packet of so many octets up to the payload's end. */
    public static Octets beforeCode(int packetLength) {
        int pad = Math.floorMod(-(packetLength + FIXED), 4);
        OctetWriter writer = new OctetWriter();
        for (int i = 0; i < pad; i++) {
            writer.octet(0xFF);
        }
        return Octets.of(writer.octet(pad).octet(NEXT_HEADER).toArray());
    }

    public static IntegrityTrailer decode(byte[] bytes, int codeLength) {
        Cursor cursor = new Cursor("RMCP+ session trailer", bytes);
        int padding = bytes.length - codeLength - FIXED;
        if (padding < 0) {
            throw cursor.malformed(codeLength + FIXED + " octets", bytes.length + " octets");
        }
        cursor.skip("padding", padding);
        int padLength = cursor.octet("pad length");
        if (padLength != padding) {
            throw cursor.malformed("pad length " + padding, String.valueOf(padLength));
        }
        cursor.constant("next header", NEXT_HEADER);
        return new IntegrityTrailer(padLength, cursor.octets("authentication code", codeLength));
    }
}
