package io.metalwright.activities.power.ipmi.wire;

/** Get SDR Repository Info (IPMI 2.0 section 33.9). */
public record GetSdrRepositoryInfo() implements IpmiCommand<GetSdrRepositoryInfo.Answer> {
    /**
     * @param version such as {@code 1.5}; binary-coded decimal with its digits swapped on the wire
     * @param free octets; 0xFFFE and 0xFFFF mean more than can be said, and unknown
     * @param added seconds since 1970 of the BMC's clock, by which a changed repository is noticed
     * @param operations bit 7 overflow, bit 1 reservations are supported, bit 0 allocation information is
     */
    public record Answer(String version, int records, int free, long added, long erased, int operations) {}

    @Override
    public String name() {
        return "Get SDR Repository Info";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.STORAGE;
    }

    @Override
    public int code() {
        return 0x20;
    }

    @Override
    public GetSdrRepositoryInfo.Answer decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        int version = cursor.octet("SDR version");
        int records = cursor.word("record count");
        int free = cursor.word("free space");
        long added = cursor.unsignedDoubleWord("most recent addition");
        long erased = cursor.unsignedDoubleWord("most recent erase");
        return new Answer(
                (version & 0x0F) + "." + (version >>> 4),
                records,
                free,
                added,
                erased,
                cursor.octet("operation support"));
    }
}
