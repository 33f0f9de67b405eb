package io.metalwright.activities.power.ipmi.wire;

/** Get Channel Info (IPMI 2.0 section 22.24): what a channel is, and asked about {@code 0x0E} which one we came in by. */
public record GetChannelInfo(int channel) implements IpmiCommand<GetChannelInfo.Answer> {
    public static final int THIS_CHANNEL = 0x0E;
    public static final int MEDIUM_LAN = 0x04;

    /**
     * @param medium table 6-3; 4 is LAN
     * @param protocol table 6-2
     * @param sessionSupport 0 none, 1 one, 2 many, 3 may be switched
     */
    public record Answer(int channel, int medium, int protocol, int sessionSupport, int activeSessions) {}

    @Override
    public String name() {
        return "Get Channel Info";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x42;
    }

    @Override
    public byte[] encode() {
        return new byte[] {(byte) (channel & 0x0F)};
    }

    @Override
    public GetChannelInfo.Answer decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        int number = cursor.octet("channel") & 0x0F;
        int medium = cursor.octet("medium") & 0x7F;
        int protocol = cursor.octet("protocol") & 0x1F;
        int sessions = cursor.octet("sessions");
        return new Answer(number, medium, protocol, sessions >>> 6, sessions & 0x3F);
    }
}
