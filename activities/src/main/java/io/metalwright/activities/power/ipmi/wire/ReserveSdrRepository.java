package io.metalwright.activities.power.ipmi.wire;

/** Reserve SDR Repository (IPMI 2.0 section 33.11): a number without which no record is read in parts. It is void when the repository changes. */
public record ReserveSdrRepository() implements IpmiCommand<Integer> {

    @Override
    public String name() {
        return "Reserve SDR Repository";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.STORAGE;
    }

    @Override
    public int code() {
        return 0x22;
    }

    @Override
    public Integer decode(byte[] data) {
        return new Cursor(name(), data).word("reservation");
    }
}
