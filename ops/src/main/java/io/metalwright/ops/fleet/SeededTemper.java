package io.metalwright.ops.fleet;

import io.metalwright.ops.simulated.Temper;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/**
 * The same faults for the same seed. Most begin once the machine is registered: before that its BMC has no user of ours, and a machine that
 * nobody can switch is a matter for a person.
 */
final class SeededTemper implements Temper {
    /** Of a machine's commands in BootOS some forty come until it is deployed. */
    private static final int COMMANDS = 40;

    private static final int CHUNKS = 3;

    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private final Tally tally;
    private final Duration silence;
    private final Duration bmcDelay;
    private final Duration commandDelay;
    private final Duration chunkDelay;
    private final boolean dark;
    private boolean registered;
    private int powerLies;
    private int bootDeviceLies;
    private int rebootLies;
    private int commandsUntilReset;
    private int chunksUntilReset;
    private boolean otherHostKey;
    private long silentUntil;

    /**
     * @param kinds that may be chosen
     * @param share of the machines that each kind is chosen for
     */
    SeededTemper(Random dice, Set<Fault> kinds, double share, Tally tally) {
        this.tally = tally;
        for (var kind : Fault.values()) {
            // The dice fall the same whatever kinds there are.
            if (dice.nextDouble() < share && kinds.contains(kind)) {
                faults.add(kind);
            }
        }
        int lie = dice.nextInt(3);
        powerLies = lies(lie == 0);
        bootDeviceLies = lies(lie == 1);
        rebootLies = lies(lie == 2);
        silence = Duration.ofSeconds(dice.nextInt(3, 18));
        boolean slow = faults.contains(Fault.SLOWNESS);
        bmcDelay = slow ? Duration.ofMillis(dice.nextInt(100, 700)) : Duration.ZERO;
        commandDelay = slow ? Duration.ofMillis(dice.nextInt(50, 300)) : Duration.ZERO;
        chunkDelay = slow ? Duration.ofMillis(dice.nextInt(200, 2000)) : Duration.ZERO;
        boolean inImage = dice.nextBoolean();
        int command = dice.nextInt(1, COMMANDS);
        int chunk = dice.nextInt(1, CHUNKS);
        boolean resets = faults.contains(Fault.REBOOTS);
        commandsUntilReset = resets && !inImage ? command : -1;
        chunksUntilReset = resets && inImage ? chunk : -1;
        otherHostKey = faults.contains(Fault.HOST_KEY);
        boolean alsoDark = dice.nextInt(4) == 0;
        dark = !kinds.isEmpty()
                && (alsoDark || otherHostKey || faults.contains(Fault.LIES) || faults.contains(Fault.SILENCE));
    }

    private int lies(boolean chosen) {
        return chosen && faults.contains(Fault.LIES) ? 1 : 0;
    }

    /** Whether it is switched off between registration and provisioning, so that its BMC must switch it on. */
    boolean isDark() {
        return dark;
    }

    synchronized void registered() {
        registered = true;
    }

    @Override
    public boolean bmcAnswers() throws InterruptedException {
        if (isSilent()) {
            tally.count("bmc packets unanswered");
            return false;
        }
        pause(bmcDelay, "bmc answers late");
        return true;
    }

    private synchronized boolean isSilent() {
        if (!registered || !faults.contains(Fault.SILENCE)) {
            return false;
        }
        if (silentUntil == 0) {
            tally.count("silent bmcs");
            silentUntil = System.nanoTime() + silence.toNanos();
        }
        return System.nanoTime() < silentUntil;
    }

    @Override
    public synchronized boolean powerObeys() {
        return !lie(powerLies > 0 && registered, () -> powerLies--, "power lies");
    }

    @Override
    public synchronized boolean bootDeviceIsKept() {
        return !lie(bootDeviceLies > 0 && registered, () -> bootDeviceLies--, "boot device lies");
    }

    @Override
    public synchronized boolean rebootObeys() {
        return !lie(rebootLies > 0 && registered, () -> rebootLies--, "reboot lies");
    }

    @Override
    public synchronized boolean showsItsHostKey() {
        return !lie(otherHostKey && registered, () -> otherHostKey = false, "wrong host keys");
    }

    @Override
    public boolean lastsThroughCommand() throws InterruptedException {
        tally.count("commands");
        pause(commandDelay, "commands late");
        synchronized (this) {
            return commandsUntilReset < 0 || --commandsUntilReset != 0 || !tallied("resets at a command");
        }
    }

    @Override
    public boolean lastsThroughChunk() throws InterruptedException {
        tally.count("chunks");
        pause(chunkDelay, "chunks late");
        synchronized (this) {
            return chunksUntilReset < 0 || --chunksUntilReset != 0 || !tallied("resets at a chunk");
        }
    }

    private boolean lie(boolean now, Runnable spend, String name) {
        if (now) {
            spend.run();
            tally.count(name);
        }
        return now;
    }

    private boolean tallied(String name) {
        tally.count(name);
        return true;
    }

    private void pause(Duration time, String name) throws InterruptedException {
        if (time.isPositive()) {
            tally.count(name);
            Thread.sleep(time);
        }
    }
}
