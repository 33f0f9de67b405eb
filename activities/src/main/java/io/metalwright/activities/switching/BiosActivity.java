package io.metalwright.activities.switching;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.power.BiosChange;
import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.shell.Pulse;
import io.metalwright.model.bmc.BiosSetup;
import io.metalwright.model.bmc.BiosWish;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.steps.Bios;
import io.metalwright.workflows.steps.FailureTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sets BIOS settings through the BMCs that runs name. */
public final class BiosActivity implements Bios {
    /** Servers were told to take a quarter of an hour for a start in which they set themselves up, and to start twice for it. */
    private static final Duration START = Duration.ofMinutes(20);

    private static final Duration LOOK = Duration.ofSeconds(3);

    private final BmcVisits visits;
    private final Duration start;
    private final Duration look;

    public BiosActivity(BmcVisits visits) {
        this(visits, START, LOOK);
    }

    /**
     * @param start until the firmware must have taken its settings
     * @param look between two looks
     */
    public BiosActivity(BmcVisits visits, Duration start, Duration look) {
        this.visits = visits;
        this.start = start;
        this.look = look;
    }

    @Override
    public Look read(BmcTarget bmc, BiosWish wish) {
        return visit(bmc, "read the BIOS settings of", open -> {
            var setup = open.bios();
            var before = new TreeMap<String, String>();
            wish.attributes().forEach((name, value) -> {
                var now = setup.attributes().get(name);
                if (now != null && !now.equals(value)) {
                    before.put(name, now);
                }
            });
            return new Look(
                    before, setup.lacks(wish).isEmpty() && setup.lacksNext(wish).isEmpty(), setup.appliedAt());
        });
    }

    @Override
    public void set(BmcTarget bmc, BiosWish wish) {
        visit(bmc, "set BIOS settings of", open -> BiosChange.make(open, wish));
    }

    @Override
    public String await(BmcTarget bmc, BiosWish wish, @Nullable String appliedBefore) {
        var pulse = Pulse.ofActivity();
        var until = Instant.now().plus(start);
        while (true) {
            pulse.run();
            var seen = seen(bmc);
            if (seen.isPresent()) {
                var setup = seen.orElseThrow();
                if (setup.lacks(wish).isEmpty()) {
                    return "The BIOS reads " + wish.words() + ".";
                }
                boolean isOver = setup.appliedAt() != null
                        && !setup.appliedAt().equals(appliedBefore)
                        && !setup.messages().isEmpty()
                        && setup.next().isEmpty();
                if (isOver || Instant.now().isAfter(until)) {
                    throw Failures.lasting(
                            FailureTypes.NOT_DONE,
                            "set BIOS settings of " + bmc.machine() + " through " + BmcVisits.place(bmc)
                                    + ": accepted, and after the machine's start " + stayed(setup, wish) + said(setup),
                            "See in the firmware's own set-up what it depends on; then retry, or retry with a change of"
                                    + " /bios/NAME (null leaves it as it is), or skip the step.");
                }
            } else if (Instant.now().isAfter(until)) {
                // Fails, and so says why.
                visit(bmc, "read the BIOS settings of", Bmc::bios);
            }
            rest();
        }
    }

    /** BMCs answer nonsense, or refuse, while their machine starts. */
    private Optional<BiosSetup> seen(BmcTarget bmc) {
        try {
            return Optional.of(visits.visit(bmc, Bmc::bios));
        } catch (BmcFailure.CredentialRefused | BmcFailure.Stranger e) {
            throw BmcVisits.failure("read the BIOS settings of", bmc, e);
        } catch (BmcFailure e) {
            return Optional.empty();
        }
    }

    private static String stayed(BiosSetup setup, BiosWish wish) {
        var words = new TreeMap<String, String>();
        setup.lacks(wish).forEach((name, value) -> {
            var next = setup.next().get(name);
            words.put(
                    name,
                    setup.attributes().getOrDefault(name, "nothing") + " (wanted " + value
                            + (next == null ? "" : ", still pending as " + next) + ")");
        });
        return BiosWish.words(words).replace("=", " stays at ");
    }

    private static String said(BiosSetup setup) {
        return setup.messages().isEmpty() ? "" : "; the BMC says: " + String.join(" ", setup.messages());
    }

    private <T> T visit(BmcTarget bmc, String purpose, Function<Bmc, T> work) {
        try {
            return visits.visit(bmc, work);
        } catch (BmcFailure e) {
            throw BmcVisits.failureOrNoWay(purpose, bmc, e);
        }
    }

    private void rest() {
        try {
            Thread.sleep(look);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for BIOS settings", e);
        }
    }
}
