package io.metalwright.activities.power.ipmi.wire;

/** Get Sensor Reading (IPMI 2.0 section 35.14). */
public record GetSensorReading(int sensor) implements IpmiCommand<GetSensorReading.Answer> {
    /**
     * @param scanning false: the sensor is switched off, and the reading means nothing
     * @param unavailable the reading is not there yet, or what it measures is absent
     * @param states of a threshold sensor: bits of the thresholds that are passed, from lower non-critical (0) to upper non-recoverable (5); of a
     *     discrete sensor: bits of the states that hold
     */
    public record Answer(int reading, boolean eventMessages, boolean scanning, boolean unavailable, int states) {}

    @Override
    public String name() {
        return "Get Sensor Reading";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.SENSOR_EVENT;
    }

    @Override
    public int code() {
        return 0x2D;
    }

    @Override
    public byte[] encode() {
        return new byte[] {(byte) sensor};
    }

    @Override
    public GetSensorReading.Answer decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        int reading = cursor.octet("reading");
        int flags = cursor.octet("flags");
        int low = cursor.remaining() > 0 ? cursor.octet("states") : 0;
        int high = cursor.remaining() > 0 ? cursor.octet("states") : 0;
        return new Answer(
                reading, (flags & 0x80) != 0, (flags & 0x40) != 0, (flags & 0x20) != 0, low | (high & 0x7F) << 8);
    }
}
