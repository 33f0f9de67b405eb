package io.metalwright.activities.power.ipmi.wire;

/**
 * Entity Association Record (IPMI 2.0 section 43.4): what is part of what.
 *
 * @param range the contained ones are given as first and last, not one by one
 * @param contained pairs of octets, entity id and instance
 */
public record EntityAssociationRecord(int id, EntityKey container, boolean range, Octets contained)
        implements SdrRecord {
    static EntityAssociationRecord decode(int id, Cursor cursor) {
        EntityKey container = EntityKey.decode(cursor);
        boolean range = (cursor.octet("flags") & 0x80) != 0;
        return new EntityAssociationRecord(id, container, range, cursor.octets("contained entities", 8));
    }
}
