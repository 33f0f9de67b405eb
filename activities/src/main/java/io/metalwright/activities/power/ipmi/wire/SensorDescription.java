package io.metalwright.activities.power.ipmi.wire;

/**
 * What full and compact sensor records begin with (IPMI 2.0 sections 43.1 and 43.2, octets 6 to 23).
 *
 * @param capabilities bits 3 and 2: thresholds 0 none, 1 readable, 2 readable and settable, 3 fixed
 * @param type table 42-3
 * @param readingType table 42-1: 1 thresholds, 2 to 12 generic states, 0x6F states of the sensor's type, 0x70 and above a maker's own
 * @param assertions events it tells of, or with thresholds its lower ones
 * @param readable discrete states that can be read, or bits of the thresholds that can be read (low) and set (high octet)
 * @param format of analog readings, 3 for none
 */
public record SensorDescription(
        SensorOwner owner,
        EntityKey entity,
        int initialisation,
        int capabilities,
        int type,
        int readingType,
        int assertions,
        int deassertions,
        int readable,
        int format,
        SensorUnit unit) {
    /** Readings against thresholds. */
    public static final int THRESHOLD = 0x01;

    static SensorDescription decode(Cursor cursor) {
        SensorOwner owner = SensorOwner.decode(cursor);
        EntityKey entity = EntityKey.decode(cursor);
        int initialisation = cursor.octet("initialisation");
        int capabilities = cursor.octet("capabilities");
        int type = cursor.octet("sensor type");
        int readingType = cursor.octet("event/reading type");
        int assertions = cursor.word("assertion mask");
        int deassertions = cursor.word("deassertion mask");
        int readable = cursor.word("reading mask");
        int format = cursor.peek("units 1") >>> 6;
        return new SensorDescription(
                owner,
                entity,
                initialisation,
                capabilities,
                type,
                readingType,
                assertions,
                deassertions,
                readable,
                format,
                SensorUnit.decode(cursor));
    }

    public boolean isThreshold() {
        return readingType == THRESHOLD;
    }

    SensorDescription numbered(int number, EntityKey newEntity) {
        return new SensorDescription(
                new SensorOwner(owner.address(), owner.channel(), owner.lun(), number),
                newEntity,
                initialisation,
                capabilities,
                type,
                readingType,
                assertions,
                deassertions,
                readable,
                format,
                unit);
    }
}
