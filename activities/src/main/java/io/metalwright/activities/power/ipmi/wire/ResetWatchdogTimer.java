package io.metalwright.activities.power.ipmi.wire;

/** Reset Watchdog Timer (IPMI 2.0 section 27.5): begins the countdown. */
public record ResetWatchdogTimer() implements AcknowledgedCommand {

    @Override
    public String name() {
        return "Reset Watchdog Timer";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x22;
    }
}
