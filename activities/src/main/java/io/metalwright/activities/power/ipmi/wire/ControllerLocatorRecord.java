package io.metalwright.activities.power.ipmi.wire;

/**
 * Management Controller Device Locator Record (IPMI 2.0 section 43.9).
 *
 * @param capabilities what it is: bit 7 chassis device down to bit 0 sensor device
 */
public record ControllerLocatorRecord(
        int id, int slaveAddress, int channel, int capabilities, EntityKey entity, TypedText name)
        implements SdrRecord {
    static ControllerLocatorRecord decode(int id, Cursor cursor) {
        int slave = cursor.octet("device slave address");
        int channel = cursor.octet("channel") & 0x0F;
        cursor.octet("power state notification");
        int capabilities = cursor.octet("device capabilities");
        cursor.skip("reserved", 3);
        EntityKey entity = EntityKey.decode(cursor);
        cursor.octet("OEM");
        return new ControllerLocatorRecord(id, slave, channel, capabilities, entity, TypedText.ofSdr(cursor));
    }
}
