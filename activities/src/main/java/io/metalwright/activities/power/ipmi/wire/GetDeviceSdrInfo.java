package io.metalwright.activities.power.ipmi.wire;

/** Get Device SDR Info (IPMI 2.0 section 35.2): the sensors of a controller without a repository. */
public record GetDeviceSdrInfo() implements IpmiCommand<GetDeviceSdrInfo.Answer> {
    /**
     * @param records how many SDRs there are
     * @param dynamic the sensors may change while the controller runs
     * @param luns bits of the LUNs that have sensors
     */
    public record Answer(int records, boolean dynamic, int luns) {}

    @Override
    public String name() {
        return "Get Device SDR Info";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.SENSOR_EVENT;
    }

    @Override
    public int code() {
        return 0x20;
    }

    @Override
    public byte[] encode() {
        return new byte[] {1};
    }

    @Override
    public GetDeviceSdrInfo.Answer decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        int records = cursor.octet("record count");
        int flags = cursor.octet("flags");
        return new Answer(records, (flags & 0x80) != 0, flags & 0x0F);
    }
}
