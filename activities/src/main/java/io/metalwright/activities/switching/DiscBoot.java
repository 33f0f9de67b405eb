package io.metalwright.activities.switching;

import io.metalwright.activities.keys.SiteKeys;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.VirtualDrive;
import io.metalwright.activities.shell.Pulse;
import io.metalwright.model.BootMode;
import io.metalwright.model.bmc.VirtualMedium;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.power.BootDevice;
import io.metalwright.model.power.BootOverride;
import io.metalwright.model.power.PowerState;
import io.metalwright.workflows.steps.VirtualMedia;
import java.time.Duration;
import java.time.Instant;

/** Boots machines from the discs that boot-services hold ready, through drives that BMCs emulate. */
public final class DiscBoot implements VirtualMedia {
    /** A BMC that fetches the whole disc before it answers, over a slow link. */
    private static final Duration FETCHING = Duration.ofMinutes(4);

    private final BmcVisits visits;
    private final SiteKeys keys;
    private final SwitchingTimes times;

    public DiscBoot(BmcVisits visits, SiteKeys keys, SwitchingTimes times) {
        this.visits = visits;
        this.keys = keys;
        this.times = times;
    }

    public DiscBoot(BmcVisits visits, SiteKeys keys) {
        this(visits, keys, SwitchingTimes.USUAL);
    }

    @Override
    public String bootFromDisc(BmcTarget bmc, BootMode mode, Source source) {
        var pulse = Pulse.ofActivity();
        var chassis = new Chassis(visits, bmc, times, pulse);
        var url = url(source);
        // Before the power, so that a machine whose BMC cannot is left running.
        var drive = insert(bmc, url, pulse);
        var disc = new BootOverride(BootDevice.CD, false, mode);
        var reading = chassis.override(disc);
        boolean wasOn = chassis.power() == PowerState.ON;
        if (wasOn) {
            chassis.beOff();
            chassis.rest();
            // Some BMCs drop both with the power.
            if (!look(bmc).holds(url)) {
                drive = insert(bmc, url, pulse);
            }
            reading = chassis.override(disc);
        }
        chassis.beOn();
        return "The disc lies in the BMC's drive " + drive.drive() + ", and the boot device read "
                + Chassis.words(reading) + "; then the machine was " + (wasOn ? "switched off and on" : "switched on")
                + ", and its power reads on.";
    }

    @Override
    public String takeDiscOut(BmcTarget bmc, BootMode mode, Source source) {
        var chassis = new Chassis(visits, bmc, times, Pulse.ofActivity());
        var drive = look(bmc);
        boolean ours = drive.holds(url(source));
        if (ours) {
            drive = visit("empty the drive of", bmc, false);
        }
        var reading = chassis.override(new BootOverride(BootDevice.NONE, false, mode));
        return "The BMC's drive " + drive.drive() + " "
                + (!drive.inserted() ? "is empty" : "holds something else, which stays") + "; the boot device reads "
                + Chassis.words(reading) + ".";
    }

    private VirtualMedium insert(BmcTarget bmc, String url, Runnable pulse) {
        try {
            return visits.visit(bmc, open -> new VirtualDrive(open, null).insert(url));
        } catch (BmcFailure.Unreachable late) {
            // It may be fetching still; what it then holds is the answer.
            var until = Instant.now().plus(FETCHING);
            while (Instant.now().isBefore(until)) {
                pulse.run();
                try {
                    var seen = visits.visit(bmc, open -> new VirtualDrive(open, null).look());
                    if (seen.holds(url)) {
                        return seen;
                    }
                    break;
                } catch (BmcFailure.Unreachable busy) {
                    rest();
                } catch (BmcFailure e) {
                    throw failure("put the disc into the drive of", bmc, e);
                }
            }
            throw failure("put the disc into the drive of", bmc, late);
        } catch (BmcFailure e) {
            throw failure("put the disc into the drive of", bmc, e);
        }
    }

    private VirtualMedium look(BmcTarget bmc) {
        return visit("look into the drive of", bmc, true);
    }

    private VirtualMedium visit(String purpose, BmcTarget bmc, boolean onlyLook) {
        try {
            return visits.visit(bmc, open -> {
                var drive = new VirtualDrive(open, null);
                return onlyLook ? drive.look() : drive.empty();
            });
        } catch (BmcFailure e) {
            throw failure(purpose, bmc, e);
        }
    }

    private static RuntimeException failure(String purpose, BmcTarget bmc, BmcFailure failure) {
        return BmcVisits.failure(purpose, bmc, failure);
    }

    /** Told to the BMC alone. */
    private String url(Source source) {
        try (var token = keys.token(source.tokenName())) {
            return source.server() + "/media/" + token.plain() + "/bootos.iso";
        }
    }

    private void rest() {
        try {
            Thread.sleep(times.look());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a BMC fetches a disc", e);
        }
    }
}
