package io.metalwright.activities.power.ipmi.wire;

/** How much a user or a session may do (IPMI 2.0 section 6.8). Four bits; unknown values are kept. */
public record PrivilegeLevel(int value) {
    public static final PrivilegeLevel UNSPECIFIED = new PrivilegeLevel(0x0);
    public static final PrivilegeLevel CALLBACK = new PrivilegeLevel(0x1);
    public static final PrivilegeLevel USER = new PrivilegeLevel(0x2);
    public static final PrivilegeLevel OPERATOR = new PrivilegeLevel(0x3);
    public static final PrivilegeLevel ADMINISTRATOR = new PrivilegeLevel(0x4);
    public static final PrivilegeLevel OEM = new PrivilegeLevel(0x5);
    public static final PrivilegeLevel NO_ACCESS = new PrivilegeLevel(0xF);

    public PrivilegeLevel {
        if (value < 0 || value > 0xF) {
            throw new IllegalArgumentException("A privilege level has four bits, not " + value);
        }
    }

    static PrivilegeLevel ofNibble(int octet) {
        return new PrivilegeLevel(octet & 0x0F);
    }
}
