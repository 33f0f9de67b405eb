package io.metalwright.activities.power.ipmi.wire;

/** Generic Device Locator Record (IPMI 2.0 section 43.7): a device on a bus behind a controller, such as a temperature sensor chip. */
public record GenericDeviceLocatorRecord(
        int id, int accessAddress, int slaveAddress, int bus, int deviceType, EntityKey entity, TypedText name)
        implements SdrRecord {
    static GenericDeviceLocatorRecord decode(int id, Cursor cursor) {
        int access = cursor.octet("device access address");
        int slave = cursor.octet("device slave address");
        int bus = cursor.octet("access LUN and bus");
        cursor.skip("address span, reserved", 2);
        int type = cursor.octet("device type");
        cursor.octet("device type modifier");
        EntityKey entity = EntityKey.decode(cursor);
        cursor.octet("OEM");
        return new GenericDeviceLocatorRecord(id, access, slave, bus, type, entity, TypedText.ofSdr(cursor));
    }
}
