package io.metalwright.activities.power.ipmi.wire;

/** Chassis Control (IPMI 2.0 section 28.3): presses the buttons. Accepted is not done: read the power back. */
public record ChassisControl(Action action) implements AcknowledgedCommand {
    public enum Action {
        POWER_DOWN(0),
        POWER_UP(1),
        /** Down for at least a second, then up. Not defined when the power is down. */
        POWER_CYCLE(2),
        HARD_RESET(3),
        DIAGNOSTIC_INTERRUPT(4),
        /** Asks the operating system to shut down, by ACPI. */
        SOFT_SHUTDOWN(5);

        private final int value;

        Action(int value) {
            this.value = value;
        }
    }

    @Override
    public String name() {
        return "Chassis Control";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.CHASSIS;
    }

    @Override
    public int code() {
        return 0x02;
    }

    @Override
    public byte[] encode() {
        return new byte[] {(byte) action.value};
    }
}
