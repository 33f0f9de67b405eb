package io.metalwright.activities.power.ipmi.wire;

/** Get Sensor Reading Factors (IPMI 2.0 section 35.5): of a non-linear sensor, whose factors differ from reading to reading. */
public record GetSensorReadingFactors(int sensor, int reading) implements IpmiCommand<ReadingFactors> {

    @Override
    public String name() {
        return "Get Sensor Reading Factors";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.SENSOR_EVENT;
    }

    @Override
    public int code() {
        return 0x23;
    }

    @Override
    public byte[] encode() {
        return new byte[] {(byte) sensor, (byte) reading};
    }

    @Override
    public ReadingFactors decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        cursor.octet("next reading");
        return ReadingFactors.decode(cursor);
    }
}
