package io.metalwright.activities.power.ipmi.wire;

/** Get Device SDR (IPMI 2.0 section 35.3): as {@link GetSdr}, from a controller without a repository. */
public record GetDeviceSdr(int reservation, int record, int offset, int count) implements IpmiCommand<RecordPart> {

    @Override
    public String name() {
        return "Get Device SDR";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.SENSOR_EVENT;
    }

    @Override
    public int code() {
        return 0x21;
    }

    @Override
    public byte[] encode() {
        return RecordPart.question(reservation, record, offset, count);
    }

    @Override
    public RecordPart decode(byte[] data) {
        return RecordPart.decode(name(), data);
    }
}
