package io.metalwright.activities.power.ipmi.wire;

/** Read FRU Data (IPMI 2.0 section 34.2). The BMC may give less than was asked for. */
public record ReadFruData(int fru, int offset, int count) implements IpmiCommand<Octets> {
    /** The FRU is busy: the command's own completion code. */
    public static final int BUSY = 0x81;

    @Override
    public String name() {
        return "Read FRU Data";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.STORAGE;
    }

    @Override
    public int code() {
        return 0x11;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter().octet(fru).word(offset).octet(count).toArray();
    }

    @Override
    public Octets decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        int count = cursor.octet("count");
        return cursor.remaining() < count ? cursor.rest() : cursor.octets("data", count);
    }
}
