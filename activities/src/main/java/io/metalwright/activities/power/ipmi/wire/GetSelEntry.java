package io.metalwright.activities.power.ipmi.wire;

/** Get SEL Entry (IPMI 2.0 section 31.5), whole or a part. */
public record GetSelEntry(int reservation, int record, int offset, int count) implements IpmiCommand<RecordPart> {

    @Override
    public String name() {
        return "Get SEL Entry";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.STORAGE;
    }

    @Override
    public int code() {
        return 0x43;
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
