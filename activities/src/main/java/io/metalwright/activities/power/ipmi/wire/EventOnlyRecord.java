package io.metalwright.activities.power.ipmi.wire;

/** Event-Only Record (IPMI 2.0 section 43.3): a sensor that is never read and only sends events. */
public record EventOnlyRecord(
        int id, SensorOwner owner, EntityKey entity, int type, int readingType, Sharing sharing, TypedText name)
        implements SdrRecord {
    static EventOnlyRecord decode(int id, Cursor cursor) {
        SensorOwner owner = SensorOwner.decode(cursor);
        EntityKey entity = EntityKey.decode(cursor);
        int type = cursor.octet("sensor type");
        int readingType = cursor.octet("event/reading type");
        Sharing sharing = Sharing.decode(cursor);
        cursor.skip("reserved, OEM", 2);
        return new EventOnlyRecord(id, owner, entity, type, readingType, sharing, TypedText.ofSdr(cursor));
    }
}
