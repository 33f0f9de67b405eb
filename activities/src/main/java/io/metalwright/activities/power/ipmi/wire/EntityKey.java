package io.metalwright.activities.power.ipmi.wire;

/**
 * What a sensor is on: a kind of part, and which of them (IPMI 2.0 section 43.14).
 *
 * @param logical the instance's bit 7: a group, not a part that one can touch
 */
public record EntityKey(int id, boolean logical, int instance) {
    static EntityKey decode(Cursor cursor) {
        int id = cursor.octet("entity id");
        int instance = cursor.octet("entity instance");
        return new EntityKey(id, (instance & 0x80) != 0, instance & 0x7F);
    }

    /** Such as {@code 7.1}. */
    @Override
    public String toString() {
        return id + "." + instance;
    }
}
