package io.metalwright.activities.power.ipmi.wire;

/**
 * FRU Device Locator Record (IPMI 2.0 section 43.8): where a part's inventory is kept.
 *
 * @param logical read by Read FRU Data; else an EEPROM on a bus, whose address stands in {@code device}
 * @param device the FRU's id
 */
public record FruDeviceLocatorRecord(
        int id, int accessAddress, int device, boolean logical, int lun, EntityKey entity, TypedText name)
        implements SdrRecord {
    static FruDeviceLocatorRecord decode(int id, Cursor cursor) {
        int access = cursor.octet("device access address");
        int device = cursor.octet("FRU device id");
        int flags = cursor.octet("access");
        cursor.skip("channel, reserved, type and modifier", 4);
        EntityKey entity = EntityKey.decode(cursor);
        cursor.octet("OEM");
        return new FruDeviceLocatorRecord(
                id, access, device, (flags & 0x80) != 0, flags >>> 3 & 0x03, entity, TypedText.ofSdr(cursor));
    }

    /** Whether the BMC itself has it. */
    public boolean isOfBmc() {
        return logical && accessAddress == SensorOwner.BMC && lun == 0;
    }
}
