package io.metalwright.activities.power.ipmi.wire;

/** Get FRU Inventory Area Info (IPMI 2.0 section 34.1). */
public record GetFruInventoryAreaInfo(int fru) implements IpmiCommand<GetFruInventoryAreaInfo.Answer> {
    /**
     * @param size octets
     * @param byWords offsets and counts are in units of two octets
     */
    public record Answer(int size, boolean byWords) {}

    @Override
    public String name() {
        return "Get FRU Inventory Area Info";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.STORAGE;
    }

    @Override
    public int code() {
        return 0x10;
    }

    @Override
    public byte[] encode() {
        return new byte[] {(byte) fru};
    }

    @Override
    public GetFruInventoryAreaInfo.Answer decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        return new Answer(cursor.word("size"), (cursor.octet("access") & 0x01) != 0);
    }
}
