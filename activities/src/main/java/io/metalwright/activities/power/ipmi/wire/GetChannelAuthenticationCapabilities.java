package io.metalwright.activities.power.ipmi.wire;

/** Get Channel Authentication Capabilities (IPMI 2.0 section 22.13): answered without a session, so it also tells whether a BMC listens at all. */
public record GetChannelAuthenticationCapabilities(int channel, PrivilegeLevel privilege)
        implements IpmiCommand<GetChannelAuthenticationCapabilities.Answer> {
    /** The channel that the question arrives on. */
    public static final int THIS_CHANNEL = 0x0E;

    /**
     * @param types bits of the IPMI 1.5 authentication types
     * @param needsBmcKey the BMC has a key K_G of its own, which a login must know beside the password
     */
    public record Answer(
            int channel,
            boolean extended,
            int types,
            boolean needsBmcKey,
            boolean perMessageAuthentication,
            boolean userLevelAuthentication,
            boolean namedUsers,
            boolean nullUsers,
            boolean anonymousLogin,
            boolean ipmi20,
            boolean ipmi15) {}

    @Override
    public String name() {
        return "Get Channel Authentication Capabilities";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x38;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter().octet(0x80 | channel).octet(privilege.value()).toArray();
    }

    @Override
    public GetChannelAuthenticationCapabilities.Answer decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        int channelNumber = cursor.octet("channel") & 0x0F;
        int types = cursor.octet("authentication types");
        int status = cursor.octet("authentication status");
        int extended = cursor.octet("extended capabilities");
        boolean hasExtended = (types & 0x80) != 0;
        return new Answer(
                channelNumber,
                hasExtended,
                types & 0x3F,
                (status & 0x20) != 0,
                (status & 0x10) == 0,
                (status & 0x08) == 0,
                (status & 0x04) != 0,
                (status & 0x02) != 0,
                (status & 0x01) != 0,
                hasExtended && (extended & 0x02) != 0,
                hasExtended && (extended & 0x01) != 0);
    }
}
