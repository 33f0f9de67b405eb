package io.metalwright.activities.power.ipmi.wire;

/**
 * The RMCP header and what follows it (IPMI 2.0 section 13.1.3; DMTF DSP0136). IPMI wants no RMCP acknowledgement: the sequence is always
 * {@code 0xFF}.
 */
public record RmcpPacket(MessageClass messageClass, Octets data) {
    private static final int VERSION = 0x06;
    private static final int NO_ACKNOWLEDGEMENT = 0xFF;

    public static RmcpPacket decode(byte[] bytes) {
        Cursor cursor = new Cursor("RMCP packet", bytes);
        cursor.constant("RMCP version", VERSION);
        cursor.octet("reserved");
        cursor.octet("sequence");
        int messageClass = cursor.octet("message class");
        if ((messageClass & 0x80) != 0) {
            throw cursor.malformed("a message", "an RMCP acknowledgement");
        }
        return new RmcpPacket(new MessageClass(messageClass & 0x1F), cursor.rest());
    }

    public byte[] encode() {
        return new OctetWriter()
                .octet(VERSION)
                .octet(0)
                .octet(NO_ACKNOWLEDGEMENT)
                .octet(messageClass.value())
                .octets(data)
                .toArray();
    }
}
