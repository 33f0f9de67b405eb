package io.metalwright.activities.power.ipmi.wire;

/** Set Watchdog Timer (IPMI 2.0 section 27.6). A running timer is stopped by it; {@link ResetWatchdogTimer} starts it. */
public record SetWatchdogTimer(WatchdogSetting setting) implements AcknowledgedCommand {

    @Override
    public String name() {
        return "Set Watchdog Timer";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x24;
    }

    @Override
    public byte[] encode() {
        return setting.encode();
    }
}
