package io.metalwright.activities.power.ipmi.wire;

/** Get SEL Info (IPMI 2.0 section 31.2). */
public record GetSelInfo() implements IpmiCommand<GetSelInfo.Answer> {
    /**
     * @param free octets; 0xFFFF means that many or more
     * @param added seconds since 1970 of the BMC's clock; 0xFFFFFFFF when there was none yet
     * @param overflow events were lost for want of space
     * @param reservable Reserve SEL is supported
     */
    public record Answer(
            String version, int entries, int free, long added, long erased, boolean overflow, boolean reservable) {}

    @Override
    public String name() {
        return "Get SEL Info";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.STORAGE;
    }

    @Override
    public int code() {
        return 0x40;
    }

    @Override
    public GetSelInfo.Answer decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        int version = cursor.octet("SEL version");
        int entries = cursor.word("entries");
        int free = cursor.word("free space");
        long added = cursor.unsignedDoubleWord("most recent addition");
        long erased = cursor.unsignedDoubleWord("most recent erase");
        int operations = cursor.octet("operation support");
        return new Answer(
                (version & 0x0F) + "." + (version >>> 4),
                entries,
                free,
                added,
                erased,
                (operations & 0x80) != 0,
                (operations & 0x02) != 0);
    }
}
