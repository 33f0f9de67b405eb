package io.metalwright.activities.power.ipmi.wire;

/** Get Channel Access (IPMI 2.0 section 22.23): how a channel lets users in. */
public record GetChannelAccess(int channel, boolean active) implements IpmiCommand<GetChannelAccess.Answer> {
    /** In the order of its three bits. */
    public enum Mode {
        DISABLED,
        PRE_BOOT_ONLY,
        ALWAYS,
        SHARED,
        RESERVED
    }

    public record Answer(
            boolean alerting,
            boolean perMessageAuthentication,
            boolean userLevelAuthentication,
            Mode mode,
            PrivilegeLevel limit) {}

    @Override
    public String name() {
        return "Get Channel Access";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x41;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter()
                .octet(channel & 0x0F)
                .octet(active ? 0x80 : 0x40)
                .toArray();
    }

    @Override
    public GetChannelAccess.Answer decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        int access = cursor.octet("access mode");
        return new Answer(
                (access & 0x20) == 0,
                (access & 0x10) == 0,
                (access & 0x08) == 0,
                Mode.values()[Math.min(access & 0x07, Mode.RESERVED.ordinal())],
                PrivilegeLevel.ofNibble(cursor.octet("privilege limit")));
    }
}
