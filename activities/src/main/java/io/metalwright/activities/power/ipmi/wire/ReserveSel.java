package io.metalwright.activities.power.ipmi.wire;

/** Reserve SEL (IPMI 2.0 section 31.4): a number without which the log is not cleared. It is void when an event comes. */
public record ReserveSel() implements IpmiCommand<Integer> {

    @Override
    public String name() {
        return "Reserve SEL";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.STORAGE;
    }

    @Override
    public int code() {
        return 0x42;
    }

    @Override
    public Integer decode(byte[] data) {
        return new Cursor(name(), data).word("reservation");
    }
}
