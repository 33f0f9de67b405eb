package io.metalwright.activities.power.ipmi.wire;

/**
 * What a platform event trap carries (IPMI Platform Event Trap Format v1.0, tables 1 and 2), numbers with their most significant octet first.
 *
 * @param sequence the same in each repetition of the trap
 * @param time seconds since 1970 of the BMC's clock; 0 where it had none
 * @param severity as the BMC sees it: 0 unspecified, 1 monitor, 2 information, 4 OK, 8 non-critical, 16 critical, 32 non-recoverable
 * @param data what the event carries beside its kind, the first three octets as in the event log
 */
public record PlatformEventTrap(
        Octets guid,
        int sequence,
        long time,
        int severity,
        int sensorType,
        int readingType,
        boolean asserted,
        int sensor,
        int entity,
        int entityInstance,
        Octets data) {
    /** Of the traps, and of the one variable in them. */
    public static final String ENTERPRISE = "1.3.6.1.4.1.3183.1.1";

    public static final String VARIABLE = ENTERPRISE + ".1";

    /** PET counts from 1998. */
    private static final long SINCE_1998 = 883_612_800L;

    private static final int NO_OFFSET = 0xFFFF;

    /**
     * @param specific the trap's number: sensor type, reading type, direction and offset
     * @param value of the trap's variable
     */
    public static PlatformEventTrap decode(long specific, byte[] value) {
        Cursor cursor = new Cursor("Platform Event Trap", value);
        Octets guid = cursor.octets("GUID", 16);
        int sequence = cursor.octet("sequence") << 8 | cursor.octet("sequence");
        long time = 0;
        for (int i = 0; i < 4; i++) {
            time = time << 8 | cursor.octet("local time");
        }
        int offset = cursor.octet("UTC offset") << 8 | cursor.octet("UTC offset");
        cursor.skip("trap source", 2);
        int severity = cursor.octet("severity");
        cursor.skip("sensor device", 1);
        int sensor = cursor.octet("sensor number");
        int entity = cursor.octet("entity");
        int instance = cursor.octet("entity instance");
        Octets data = cursor.octets("event data", 8);
        return new PlatformEventTrap(
                guid,
                sequence,
                time == 0 ? 0 : SINCE_1998 + time - (offset == NO_OFFSET ? 0 : (short) offset * 60L),
                severity,
                (int) (specific >>> 16 & 0xFF),
                (int) (specific >>> 8 & 0x7F),
                (specific & 0x80) == 0,
                sensor,
                entity,
                instance,
                data);
    }

    /** The event as it stands in the log, without a number of its own. */
    public SelEntry.SystemEvent entry(long specific) {
        byte[] octets = data.toArray();
        int first = Byte.toUnsignedInt(octets[0]);
        // Some senders leave the event data out, and the trap's number tells the offset all the same.
        int data1 = first == 0 || first == 0xFF ? (int) (specific & 0x0F) : first & 0xF0 | (int) (specific & 0x0F);
        return new SelEntry.SystemEvent(
                sequence,
                time,
                0x20,
                4,
                sensorType,
                sensor,
                asserted,
                readingType,
                data1,
                Byte.toUnsignedInt(octets[1]),
                Byte.toUnsignedInt(octets[2]));
    }
}
