package io.metalwright.activities.power.ipmi.wire;

/** Get SEL Time (IPMI 2.0 section 31.10): the BMC's clock, in seconds since 1970. Many run in local time, or were never set. */
public record GetSelTime() implements IpmiCommand<Long> {

    @Override
    public String name() {
        return "Get SEL Time";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.STORAGE;
    }

    @Override
    public int code() {
        return 0x48;
    }

    @Override
    public Long decode(byte[] data) {
        return new Cursor(name(), data).unsignedDoubleWord("time");
    }
}
