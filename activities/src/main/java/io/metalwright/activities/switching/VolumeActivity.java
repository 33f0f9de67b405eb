package io.metalwright.activities.switching;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.VolumeOrder;
import io.metalwright.activities.shell.Pulse;
import io.metalwright.model.hardware.Volume;
import io.metalwright.model.plan.PlannedVolume;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Volumes;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Has volumes made through the BMCs that runs name. */
public final class VolumeActivity implements Volumes {
    /** Of a start in which the machine sets itself up, and of controllers that are busy. */
    private static final Duration START = Duration.ofMinutes(30);

    private static final Duration AT_ONCE = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofSeconds(3);

    private final BmcVisits visits;
    private final Duration start;
    private final Duration atOnce;
    private final Duration look;

    public VolumeActivity(BmcVisits visits) {
        this(visits, START, AT_ONCE, LOOK);
    }

    /**
     * @param start until a controller must have done what it does while its machine starts
     * @param atOnce until it must have done the rest
     * @param look between two looks
     */
    public VolumeActivity(BmcVisits visits, Duration start, Duration atOnce, Duration look) {
        this.visits = visits;
        this.start = start;
        this.atOnce = atOnce;
        this.look = look;
    }

    @Override
    public @Nullable Standing read(BmcTarget bmc, PlannedVolume volume) {
        var seen = visit(bmc, "read the volumes of", open -> VolumeView.of(bmc, volume, open.controllers()));
        seen.refuseStrangers();
        return seen.standing();
    }

    @Override
    public Asked make(BmcTarget bmc, PlannedVolume volume) {
        return visit(bmc, "make a volume of", open -> {
            var seen = VolumeView.of(bmc, volume, open.controllers());
            var told = new ArrayList<String>();
            if (seen.standing() != null) {
                return new Asked("It stands already.", false, true, null);
            }
            seen.refuseStrangers();
            VolumeOrder last = null;
            boolean atRestart = false;
            for (var old : seen.inTheWay()) {
                last = open.deleteVolume(Objects.requireNonNull(old.link()));
                atRestart |= last.atRestart();
                told.add("Had the controller delete volume " + old.words() + ".");
            }
            var cleared = VolumeView.of(bmc, volume, open.controllers());
            if (last != null && !cleared.inTheWay().isEmpty()) {
                return new Asked(String.join(" ", told), atRestart, false, last.task());
            }
            cleared.refuseStrangers();
            var order =
                    open.makeVolume(cleared.controller().link(), volume.level(), cleared.driveLinks(), volume.name());
            told.add("Had the controller make volume '" + volume.name() + "', " + volume.words() + ".");
            return new Asked(String.join(" ", told), order.atRestart(), true, order.task());
        });
    }

    @Override
    public @Nullable Standing await(BmcTarget bmc, PlannedVolume volume, Asked asked) {
        var pulse = Pulse.ofActivity();
        var patience = asked.atRestart() ? start : atOnce;
        var until = Instant.now().plus(patience);
        while (true) {
            pulse.run();
            var seen = seen(bmc, volume, asked);
            if (seen.isPresent()) {
                var there = seen.orElseThrow();
                var standing = there.view().standing();
                if (standing != null
                        || !asked.isLast() && there.view().inTheWay().isEmpty()) {
                    return standing;
                }
                if (there.failure().isPresent() || Instant.now().isAfter(until)) {
                    throw Failures.lasting(
                            FailureTypes.NOT_DONE,
                            "make a volume of " + bmc.machine() + " through " + BmcVisits.place(bmc) + ": "
                                    + there.failure()
                                            .map(why -> "accepted, and then failed: " + why)
                                            .orElse("accepted, and " + patience.toMinutes() + " minutes later it "
                                                    + (asked.isLast() ? "does not stand" : "is as before"))
                                    + " " + there.view().words(),
                            "See 'metalwright bmc volumes', and the controller's own page or log; then retry, which looks first what stands.");
                }
            } else if (Instant.now().isAfter(until)) {
                // Fails, and so says why.
                visit(bmc, "read the volumes of", open -> VolumeView.of(bmc, volume, open.controllers()));
            }
            rest();
        }
    }

    private record Seen(VolumeView view, Optional<String> failure) {}

    /** BMCs answer nonsense, or refuse, while their machine starts; controllers are not there then, and their drives neither. */
    private Optional<Seen> seen(BmcTarget bmc, PlannedVolume volume, Asked asked) {
        try {
            return Optional.of(visits.visit(
                    bmc,
                    open -> new Seen(
                            VolumeView.of(bmc, volume, open.controllers()),
                            open.failure(new VolumeOrder(asked.atRestart(), asked.task())))));
        } catch (BmcFailure.CredentialRefused | BmcFailure.Stranger e) {
            throw BmcVisits.failure("read the volumes of", bmc, e);
        } catch (BmcFailure | ApplicationFailure e) {
            return Optional.empty();
        }
    }

    private <T> T visit(BmcTarget bmc, String purpose, Function<Bmc, T> work) {
        try {
            return visits.visit(bmc, work);
        } catch (BmcFailure e) {
            throw BmcVisits.failureOrNoWay(purpose, bmc, e);
        }
    }

    static String words(List<Volume> volumes) {
        return volumes.stream().map(Volume::words).collect(Collectors.joining("; "));
    }

    private void rest() {
        try {
            Thread.sleep(look);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a volume", e);
        }
    }
}
