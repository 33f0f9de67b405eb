package io.metalwright.activities.power.ipmi.wire;

/** Get Watchdog Timer (IPMI 2.0 section 27.7). */
public record GetWatchdogTimer() implements IpmiCommand<GetWatchdogTimer.Answer> {
    /** @param remaining tenths of a second until it acts */
    public record Answer(WatchdogSetting setting, boolean running, int remaining) {}

    @Override
    public String name() {
        return "Get Watchdog Timer";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x25;
    }

    @Override
    public GetWatchdogTimer.Answer decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        int use = cursor.octet("timer use");
        int actions = cursor.octet("timer actions");
        int interval = cursor.octet("pre-timeout interval");
        int expired = cursor.octet("expiration flags");
        int initial = cursor.word("initial countdown");
        return new Answer(
                new WatchdogSetting(
                        (use & 0x80) == 0,
                        use & 0x07,
                        actions & 0x07,
                        actions >>> 4 & 0x07,
                        interval,
                        expired,
                        initial),
                (use & 0x40) != 0,
                cursor.word("present countdown"));
    }
}
