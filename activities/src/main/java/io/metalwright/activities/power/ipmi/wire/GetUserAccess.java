package io.metalwright.activities.power.ipmi.wire;

/** Get User Access (IPMI 2.0 section 22.27): what a user may do on a channel. */
public record GetUserAccess(int channel, int user) implements IpmiCommand<GetUserAccess.Answer> {
    /** Whether the user may log in at all, in the order of its two bits. BMCs before IPMI 2.0 errata 4 do not say. */
    public enum Enabled {
        UNTOLD,
        ENABLED,
        DISABLED,
        RESERVED
    }

    /**
     * @param maximumUsers user ids go from 1 to this
     * @param fixedNames so many users, from id 1 on, have names that cannot be changed
     * @param callIn false: the user may only be called back
     */
    public record Answer(
            int maximumUsers,
            Enabled enabled,
            int enabledUsers,
            int fixedNames,
            boolean callIn,
            boolean linkAuthentication,
            boolean ipmiMessaging,
            PrivilegeLevel privilege) {}

    @Override
    public String name() {
        return "Get User Access";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x44;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter().octet(channel & 0x0F).octet(user & 0x3F).toArray();
    }

    @Override
    public GetUserAccess.Answer decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        int maximum = cursor.octet("maximum users") & 0x3F;
        int enabled = cursor.octet("enabled users");
        int fixed = cursor.octet("fixed names") & 0x3F;
        int access = cursor.octet("channel access");
        return new Answer(
                maximum,
                Enabled.values()[enabled >>> 6],
                enabled & 0x3F,
                fixed,
                (access & 0x40) == 0,
                (access & 0x20) != 0,
                (access & 0x10) != 0,
                PrivilegeLevel.ofNibble(access));
    }
}
