package io.metalwright.activities.power;

import io.metalwright.model.bmc.FirmwareItem;
import io.metalwright.model.bmc.FirmwareVersions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows one update of firmware to its end. What proves it is a version that reads otherwise than before, and not the BMC's word. A BMC that updates
 * itself is gone for a while, and forgets its tasks and who was logged in: it is asked on until it is back.
 */
public final class FirmwareUpdate {
    /** A way to the BMC, which may log in anew each time. */
    public interface Way {
        /** @throws BmcFailure as the BMC's verbs do */
        <T> T visit(Function<Bmc, T> work);
    }

    /**
     * @param settles from when the BMC has done, or is back, until another version must read
     * @param keeps how long a task is pending until that is believed: some are so for a moment before they begin
     * @param look between two looks
     */
    public record Times(Duration settles, Duration keeps, Duration look) {
        public static final Times USUAL =
                new Times(Duration.ofMinutes(10), Duration.ofMinutes(2), Duration.ofSeconds(5));
    }

    /** What became of it. */
    public enum Result {
        /** A version changed, or will at the machine's next start. */
        DONE,
        /** It is over, and nothing changed. */
        FAILED,
        /** It is not known yet. */
        LATE
    }

    /** @param words what was seen */
    public record End(Result result, String words) {}

    private final Way way;
    private final UpdateOrder order;
    private final List<FirmwareItem> before;
    private final Times times;
    private String said = "";
    private String trouble = "";
    private @Nullable Instant over;
    private @Nullable Instant pendingSince;

    /** @param before the inventory as it read before the update was asked for */
    public FirmwareUpdate(Way way, UpdateOrder order, List<FirmwareItem> before, Times times) {
        this.way = way;
        this.order = order;
        this.before = before;
        this.times = times;
    }

    /**
     * @param limit how long the update may take
     * @param pulse run at each look
     * @throws BmcFailure.CredentialRefused if the BMC does not let in any more
     * @throws BmcFailure.Stranger if it shows another certificate than before
     */
    public End await(Duration limit, Runnable pulse) {
        var until = Instant.now().plus(limit);
        while (true) {
            pulse.run();
            var end = look();
            if (end.isPresent()) {
                return end.orElseThrow();
            }
            if (Instant.now().isAfter(until)) {
                return late(limit);
            }
            rest();
        }
    }

    /** BMCs answer nonsense, or refuse, while they start. */
    private Optional<End> look() {
        try {
            var end = over == null && order.task() != null ? followTask(order.task()) : compare();
            trouble = "";
            return end;
        } catch (BmcFailure.CredentialRefused | BmcFailure.Stranger e) {
            throw e;
        } catch (BmcFailure e) {
            trouble = String.valueOf(e.getMessage());
            over = over == null ? null : Instant.now();
            return Optional.empty();
        }
    }

    private Optional<End> followTask(String link) {
        var task = way.visit(bmc -> bmc.task(link));
        said = task.said().isEmpty() ? said : task.words();
        return switch (task.state()) {
            case UNDER_WAY -> {
                pendingSince = null;
                yield Optional.empty();
            }
            case PENDING -> {
                var end = changed();
                pendingSince = pendingSince == null ? Instant.now() : pendingSince;
                yield end.isEmpty() && (order.atRestart() || isPast(pendingSince, times.keeps()))
                        ? Optional.of(pending(said))
                        : end;
            }
            case DONE, GONE -> {
                over = Instant.now();
                yield compare();
            }
            case FAILED -> Optional.of(new End(Result.FAILED, "accepted, and then failed: " + said));
        };
    }

    private Optional<End> compare() {
        var end = changed();
        if (end.isPresent() || over == null || !isPast(over, times.settles())) {
            return end;
        }
        return Optional.of(new End(Result.FAILED, "accepted and ended, and no version changed." + quoted()));
    }

    private Optional<End> changed() {
        var now = way.visit(Bmc::firmwareInventory);
        var changes = FirmwareVersions.changes(before, now);
        if (!changes.isEmpty()) {
            return Optional.of(new End(Result.DONE, String.join("; ", changes) + "."));
        }
        var staged = FirmwareVersions.awaitingStart(before, now);
        if (!staged.isEmpty()) {
            return Optional.of(pending("The inventory keeps " + String.join(", ", staged) + " for it."));
        }
        return order.task() == null && order.atRestart()
                ? Optional.of(pending("The BMC was told to wait for it."))
                : Optional.empty();
    }

    private static End pending(String why) {
        return new End(
                Result.DONE, ("Accepted, nothing changed: pending until the machine's next start. " + why).strip());
    }

    private End late(Duration limit) {
        var after = "accepted, and after " + limit.toMinutes() + " minutes ";
        if (!trouble.isEmpty()) {
            return new End(Result.LATE, after + "the BMC does not tell what became of it: " + trouble);
        }
        return new End(
                over == null ? Result.LATE : Result.FAILED,
                after
                        + (order.task() != null && over == null ? "it is still under way." : "no version changed.")
                        + quoted());
    }

    private String quoted() {
        return said.isEmpty() ? "" : " The BMC said: " + said;
    }

    private static boolean isPast(Instant since, Duration time) {
        return Instant.now().isAfter(since.plus(time));
    }

    private void rest() {
        try {
            Thread.sleep(times.look());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BmcFailure.Unreachable("Follow an update of firmware: interrupted.", e);
        }
    }
}
