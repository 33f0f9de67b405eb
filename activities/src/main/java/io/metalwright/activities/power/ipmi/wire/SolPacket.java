package io.metalwright.activities.power.ipmi.wire;

/**
 * The payload of serial over LAN (IPMI 2.0 section 15.9). Both sides number what they send from 1 to 15, and acknowledge what came.
 *
 * @param sequence 1 to 15; 0: nothing in it wants an acknowledgement
 * @param acknowledged sequence of the packet that is acknowledged; 0: none
 * @param accepted how many of that packet's characters were taken
 * @param operation what else is said: the bits differ by direction
 */
public record SolPacket(int sequence, int acknowledged, int accepted, int operation, Octets characters) {
    public static final int SEQUENCES = 15;
    public static final int HEADER = 4;
    /** The accepted ones are counted in one octet. */
    public static final int MOST_CHARACTERS = 255;

    /** To either side: not all of the acknowledged packet was taken. */
    public static final int NACK = 0x40;

    /** To the BMC: hold the line in its break state for a while. */
    public static final int GENERATE_BREAK = 0x10;

    /** From the BMC: no character goes to the machine now. */
    public static final int TRANSFER_UNAVAILABLE = 0x20;

    /** From the BMC: SOL ends, or has ended, by other means than this console's. */
    public static final int DEACTIVATING = 0x10;

    /** From the BMC: the machine wrote more than the BMC could keep. */
    public static final int OVERRUN = 0x08;

    /** From the BMC: the machine sent a break. */
    public static final int BREAK_DETECTED = 0x04;

    public SolPacket {
        if (sequence < 0 || sequence > SEQUENCES || acknowledged < 0 || acknowledged > SEQUENCES) {
            throw new IllegalArgumentException("SOL sequences are 0 to 15, not " + sequence + " and " + acknowledged);
        }
        if (accepted < 0 || accepted > MOST_CHARACTERS) {
            throw new IllegalArgumentException("accepted characters are 0 to 255, not " + accepted);
        }
    }

    public static SolPacket acknowledgement(int sequence, int accepted, boolean all) {
        return new SolPacket(0, sequence, accepted, all ? 0 : NACK, Octets.NONE);
    }

    public static SolPacket decode(byte[] bytes) {
        Cursor cursor = new Cursor("SOL packet", bytes);
        int sequence = cursor.octet("sequence") & 0x0F;
        int acknowledged = cursor.octet("acknowledged sequence") & 0x0F;
        int accepted = cursor.octet("accepted characters");
        int operation = cursor.octet("operation");
        return new SolPacket(sequence, acknowledged, accepted, operation, cursor.rest());
    }

    public byte[] encode() {
        return new OctetWriter()
                .octet(sequence)
                .octet(acknowledged)
                .octet(accepted)
                .octet(operation)
                .octets(characters)
                .toArray();
    }

    public boolean says(int bit) {
        return (operation & bit) != 0;
    }
}
