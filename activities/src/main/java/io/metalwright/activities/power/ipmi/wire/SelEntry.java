package io.metalwright.activities.power.ipmi.wire;

/** An entry of the system event log (IPMI 2.0 chapter 32), 16 octets. */
public sealed interface SelEntry {
    int LENGTH = 16;

    int id();

    /**
     * An event of a sensor (table 32-1).
     *
     * @param time seconds since 1970 of the BMC's clock; below 0x20000000 seconds since it started
     * @param generator low octet: whose sensor, as in {@link SensorOwner}; high octet: channel and LUN
     * @param revision 4 for IPMI 1.5 and later; 3 for IPMI 1.0, whose generator means something else
     * @param asserted else the event is over
     * @param readingType as in {@link SensorDescription}
     */
    record SystemEvent(
            int id,
            long time,
            int generator,
            int revision,
            int sensorType,
            int sensor,
            boolean asserted,
            int readingType,
            int data1,
            int data2,
            int data3)
            implements SelEntry {}

    /** A maker's own with a time (table 32-2), record types 0xC0 to 0xDF. */
    record TimedOemEvent(int id, int type, long time, int manufacturer, Octets data) implements SelEntry {}

    /** A maker's own (table 32-3), record types 0xE0 to 0xFF, and types that nobody defined. */
    record OemEvent(int id, int type, Octets data) implements SelEntry {}

    static SelEntry decode(byte[] bytes) {
        Cursor cursor = new Cursor("SEL entry", bytes);
        int id = cursor.word("record id");
        int type = cursor.octet("record type");
        if (type == 0x02) {
            return event(id, cursor);
        }
        if (type >= 0xC0 && type <= 0xDF) {
            long time = cursor.unsignedDoubleWord("time");
            int manufacturer = cursor.word("manufacturer") | cursor.octet("manufacturer") << 16;
            return new TimedOemEvent(id, type, time, manufacturer, cursor.octets("data", 6));
        }
        return new OemEvent(id, type, cursor.octets("data", 13));
    }

    private static SystemEvent event(int id, Cursor cursor) {
        long time = cursor.unsignedDoubleWord("time");
        int generator = cursor.word("generator");
        int revision = cursor.octet("event message revision");
        int sensorType = cursor.octet("sensor type");
        int sensor = cursor.octet("sensor number");
        int direction = cursor.octet("direction and type");
        return new SystemEvent(
                id,
                time,
                generator,
                revision,
                sensorType,
                sensor,
                (direction & 0x80) == 0,
                direction & 0x7F,
                cursor.octet("data 1"),
                cursor.octet("data 2"),
                cursor.octet("data 3"));
    }
}
