package io.metalwright.activities.power.ipmi.wire;

/**
 * Boot flags, parameter 5 of the system boot options (IPMI 2.0 table 28-14).
 *
 * @param valid whether the firmware heeds them at the next boot
 * @param persistent for all boots, not for the next one only
 * @param device four bits, see the constants
 * @param locks the second octet's other bits: CMOS clear, keyboard lock, blank screen, reset lock
 * @param rest octets three to five: verbosity, console redirection, device instance
 */
public record BootFlags(boolean valid, boolean persistent, boolean efi, int device, int locks, Octets rest)
        implements BootOption {
    public static final int SELECTOR = 5;

    public static final int NO_OVERRIDE = 0x0;
    public static final int PXE = 0x1;
    public static final int DISK = 0x2;
    public static final int DISK_SAFE_MODE = 0x3;
    public static final int CD = 0x5;
    public static final int BIOS_SETUP = 0x6;
    public static final int REMOTE_CD = 0x8;
    public static final int REMOTE_DISK = 0xB;

    public static final Octets NO_MORE = Octets.of(0, 0, 0);

    private static final int LOCKS = 0xC3;

    public static BootFlags of(int device, boolean persistent, boolean efi) {
        return new BootFlags(true, persistent, efi, device, 0, NO_MORE);
    }

    @Override
    public int selector() {
        return SELECTOR;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter()
                .octet((valid ? 0x80 : 0) | (persistent ? 0x40 : 0) | (efi ? 0x20 : 0))
                .octet(device << 2 | locks)
                .octets(rest)
                .toArray();
    }

    public static BootFlags decode(byte[] bytes) {
        Cursor cursor = new Cursor("boot flags", bytes);
        int first = cursor.octet("boot flags");
        int second = cursor.octet("device selector");
        return new BootFlags(
                (first & 0x80) != 0,
                (first & 0x40) != 0,
                (first & 0x20) != 0,
                second >>> 2 & 0x0F,
                second & LOCKS,
                cursor.octets("remaining flags", 3));
    }
}
