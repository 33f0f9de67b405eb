package io.metalwright.activities.power.ipmi.wire;

/**
 * Device-relative Entity Association Record (IPMI 2.0 section 43.5): what is part of what, on other controllers.
 *
 * @param contained four of four octets each: address, channel, entity id, instance
 */
public record DeviceRelativeAssociationRecord(
        int id, EntityKey container, int address, int channel, boolean range, Octets contained) implements SdrRecord {
    static DeviceRelativeAssociationRecord decode(int id, Cursor cursor) {
        EntityKey container = EntityKey.decode(cursor);
        int address = cursor.octet("container device address");
        int channel = cursor.octet("container device channel") >>> 4;
        boolean range = (cursor.octet("flags") & 0x80) != 0;
        return new DeviceRelativeAssociationRecord(
                id, container, address, channel, range, cursor.octets("contained entities", 16));
    }
}
