package io.metalwright.activities.power.ipmi.wire;

/**
 * Whose sensor it is, and its number there (IPMI 2.0 section 43.1, octets 6 to 8).
 *
 * @param address of the controller on IPMB, or with bit 0 a software id
 */
public record SensorOwner(int address, int channel, int lun, int number) {
    /** The BMC's own address. */
    public static final int BMC = 0x20;

    static SensorOwner decode(Cursor cursor) {
        int address = cursor.octet("sensor owner");
        int lun = cursor.octet("sensor owner LUN");
        return new SensorOwner(address, lun >>> 4, lun & 0x03, cursor.octet("sensor number"));
    }

    /** Whether the BMC itself answers for it on the LUN that we ask. */
    public boolean isBmc() {
        return address == BMC && channel == 0 && lun == 0;
    }
}
