package io.metalwright.activities.power.ipmi.wire;

/** The families of commands that we speak, as requests; an answer's is one more (IPMI 2.0 table 5-1). */
public enum NetworkFunction {
    CHASSIS(0x00),
    SENSOR_EVENT(0x04),
    APPLICATION(0x06),
    STORAGE(0x0A),
    TRANSPORT(0x0C);

    private final int value;

    NetworkFunction(int value) {
        this.value = value;
    }

    public int value() {
        return value;
    }
}
