package io.metalwright.activities.power.ipmi.wire;

/** Reserve Device SDR Repository (IPMI 2.0 section 35.4). */
public record ReserveDeviceSdrRepository() implements IpmiCommand<Integer> {

    @Override
    public String name() {
        return "Reserve Device SDR Repository";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.SENSOR_EVENT;
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
