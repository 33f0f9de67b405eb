package io.metalwright.activities.power.ipmi.wire;

/** Get Sensor Thresholds (IPMI 2.0 section 35.9), raw as readings are. */
public record GetSensorThresholds(int sensor) implements IpmiCommand<RawThresholds> {

    @Override
    public String name() {
        return "Get Sensor Thresholds";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.SENSOR_EVENT;
    }

    @Override
    public int code() {
        return 0x27;
    }

    @Override
    public byte[] encode() {
        return new byte[] {(byte) sensor};
    }

    @Override
    public RawThresholds decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        return new RawThresholds(cursor.octet("readable thresholds") & 0x3F, cursor.octets("thresholds", 6));
    }
}
