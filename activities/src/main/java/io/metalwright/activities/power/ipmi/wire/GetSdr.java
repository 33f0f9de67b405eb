package io.metalwright.activities.power.ipmi.wire;

/** Get SDR (IPMI 2.0 section 33.12): a record of the repository, or a part of it. */
public record GetSdr(int reservation, int record, int offset, int count) implements IpmiCommand<RecordPart> {
    /** Id of the first record, whatever its number. */
    public static final int FIRST = 0x0000;
    /** What follows the last record. */
    public static final int LAST = 0xFFFF;
    /** As count: the whole record. */
    public static final int WHOLE = 0xFF;

    @Override
    public String name() {
        return "Get SDR";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.STORAGE;
    }

    @Override
    public int code() {
        return 0x23;
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
