package io.metalwright.activities.power.ipmi.wire;

/**
 * An IPMI message to a BMC over LAN (IPMI 2.0 table 13-8, section 13.8), with both checksums.
 *
 * @param sequence the six bits by which the answer is matched
 */
public record LanRequest(int networkFunction, int sequence, int command, Octets data) {
    static final int BMC = 0x20;
    static final int REMOTE_CONSOLE = 0x81;

    public LanRequest {
        if (sequence < 0 || sequence > 0x3F) {
            throw new IllegalArgumentException("A request sequence has six bits, not " + sequence);
        }
    }

    public byte[] encode() {
        return new OctetWriter()
                .octet(BMC)
                .octet(networkFunction << 2)
                .checksumSince(0)
                .octet(REMOTE_CONSOLE)
                .octet(sequence << 2)
                .octet(command)
                .octets(data)
                .checksumSince(3)
                .toArray();
    }

    /** The other side's view, for whoever plays a BMC. */
    public static LanRequest decode(byte[] bytes) {
        Cursor cursor = new Cursor("IPMI LAN request", bytes);
        cursor.constant("responder address", BMC);
        int networkFunction = cursor.octet("network function") >>> 2;
        cursor.checksum("header checksum", 2);
        cursor.octet("requester address");
        int sequence = cursor.octet("sequence") >>> 2;
        int command = cursor.octet("command");
        Octets data = cursor.octets("data", Math.max(0, cursor.remaining() - 1));
        cursor.checksum("data checksum", 3 + data.length());
        return new LanRequest(networkFunction, sequence, command, data);
    }
}
