package io.metalwright.activities.switching;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BootReading;
import io.metalwright.model.BootMode;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.power.BootDevice;
import io.metalwright.model.power.BootOverride;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** One machine's power and boot device during one activity. A command whose answer was lost is judged by what is seen after it. */
final class Chassis {
    private final BmcVisits visits;
    private final BmcTarget target;
    private final SwitchingTimes times;
    private final Runnable pulse;

    Chassis(BmcVisits visits, BmcTarget target, SwitchingTimes times, Runnable pulse) {
        this.visits = visits;
        this.target = target;
        this.times = times;
        this.pulse = pulse;
    }

    PowerState power() {
        return ask("read the power of", Bmc::powerState);
    }

    void beOn() {
        be(PowerState.ON, PowerCommand.ON, times.button());
    }

    void beOff() {
        be(PowerState.OFF, PowerCommand.OFF, times.button());
    }

    /** Not tried again by itself: a system that does not heed the button once does not heed it twice. */
    void shutDown() {
        try {
            be(PowerState.OFF, PowerCommand.SOFT_OFF, times.shutdown());
        } catch (ApplicationFailure e) {
            throw FailureTypes.NOT_DONE.equals(e.getType())
                    ? Failures.lasting(
                            FailureTypes.NOT_DONE,
                            e.getOriginalMessage(),
                            "The operating system does not heed the power button: shut it down by its own means, or use 'off'.",
                            e)
                    : e;
        }
    }

    /**
     * Off, seen to be off, and on: a BMC's own power cycle may be over between two looks, and so cannot be proven. Interrupted and done again, it
     * goes on from what it finds.
     */
    void cycle() {
        beOff();
        rest();
        beOn();
    }

    /** Leaves the machine dark for a moment. */
    void rest() {
        sleep(times.dark());
    }

    /** The power stays on all the time, so that nothing of a reset is seen from here: the machine's next sign of life is its proof. */
    void reset() {
        if (power() == PowerState.OFF) {
            throw Failures.lasting(
                    FailureTypes.REFUSED,
                    "reset " + target.machine() + " through " + BmcVisits.place(target) + ": the machine is off",
                    "Switch it on instead.");
        }
        ask("reset", bmc -> {
            bmc.apply(PowerCommand.RESET);
            return true;
        });
        await(PowerState.ON, PowerCommand.RESET, times.button());
    }

    /** Sets the override unless it reads so already. Tells how it then reads. */
    BootReading override(BootOverride wanted) {
        var before = firstLookAtOverride();
        if (before.filter(reading -> shows(reading, wanted)).isPresent()) {
            return before.orElseThrow();
        }
        tellWhateverComesBack("set the boot device of", bmc -> bmc.setBootOverride(wanted));
        var after = readOverride();
        // A BMC that forgets the marks beside the device (OpenIPMI's ipmi_sim does) may still heed it; the machine's
        // own DHCP tells.
        if (!after.shows(wanted) && after.device() != wanted.device()) {
            throw Failures.mayPass(
                    FailureTypes.NOT_DONE,
                    "set the boot device of " + target.machine() + " through " + BmcVisits.place(target) + " to "
                            + wanted.device().word() + ": accepted, and it reads " + words(after),
                    "Set it by hand on the BMC's own page, or start the machine from it by hand, then retry.");
        }
        return after;
    }

    /** OpenIPMI's ipmi_sim refuses (0xFF) to tell a boot device as long as none was ever set. */
    private Optional<BootReading> firstLookAtOverride() {
        return ask("read the boot device of", bmc -> {
            try {
                return Optional.of(bmc.bootOverride());
            } catch (BmcFailure.Refused e) {
                return Optional.empty();
            }
        });
    }

    /** Of a BMC that does not tell what is armed, the device alone says whether an override was taken back. */
    private static boolean shows(BootReading reading, BootOverride wanted) {
        return reading.shows(wanted) && (wanted.device() != BootDevice.NONE || reading.device() == BootDevice.NONE);
    }

    private BootReading readOverride() {
        return ask("read the boot device of", Bmc::bootOverride);
    }

    /** Such as {@code network, once, UEFI}. */
    static String words(BootReading reading) {
        var device = reading.device();
        return (device == null ? "a device that has no name here" : device.word())
                + (reading.persistent() ? ", for good" : ", once")
                + mode(reading)
                + (reading.armed() ? "" : ", not marked valid");
    }

    private static String mode(BootReading reading) {
        var mode = reading.mode();
        return mode == null ? "" : mode == BootMode.UEFI ? ", UEFI" : ", BIOS";
    }

    private void be(PowerState wanted, PowerCommand command, Duration patience) {
        if (power() == wanted) {
            return;
        }
        tellWhateverComesBack("power " + command.word(), bmc -> bmc.apply(command));
        await(wanted, command, patience);
    }

    private void await(PowerState wanted, PowerCommand command, Duration patience) {
        var until = Instant.now().plus(patience);
        while (true) {
            pulse.run();
            PowerState seen;
            try {
                seen = visits.visit(target, Bmc::powerState);
                if (seen == wanted) {
                    return;
                }
            } catch (BmcFailure.Unreachable | BmcFailure.Nonsense e) {
                // BMCs are busy while the power changes. It counts only when it lasts.
                if (Instant.now().isAfter(until)) {
                    throw BmcVisits.failure("power " + command.word(), target, e);
                }
                sleep(times.look());
                continue;
            } catch (BmcFailure e) {
                throw BmcVisits.failure("power " + command.word(), target, e);
            }
            if (Instant.now().isAfter(until)) {
                throw Failures.mayPass(
                        FailureTypes.NOT_DONE,
                        "power " + command.word() + " " + target.machine() + " through " + BmcVisits.place(target)
                                + ": accepted, and the power still reads " + seen.word() + " after "
                                + patience.toSeconds() + " s",
                        "See whether the machine has mains power, and what the BMC's own page says; press its button by hand, then retry.");
            }
            sleep(times.look());
        }
    }

    private <T> T ask(String purpose, Function<Bmc, T> question) {
        pulse.run();
        try {
            return visits.visit(target, question);
        } catch (BmcFailure e) {
            throw BmcVisits.failure(purpose, target, e);
        }
    }

    /** Whether a command was done that no answer came to is seen by looking, which its caller does. */
    private void tellWhateverComesBack(String purpose, Consumer<Bmc> command) {
        pulse.run();
        try {
            visits.visit(target, bmc -> {
                command.accept(bmc);
                return true;
            });
        } catch (BmcFailure.Unreachable | BmcFailure.Nonsense e) {
            // The look comes next.
        } catch (BmcFailure e) {
            throw BmcVisits.failure(purpose, target, e);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the power", e);
        }
    }
}
