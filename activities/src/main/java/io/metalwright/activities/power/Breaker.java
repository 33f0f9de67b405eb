package io.metalwright.activities.power;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps polls away from a BMC that does not answer: the longer it is silent, the seldomer one is let through. Persons and runs always are, and whoever
 * gets an answer opens the way for all.
 */
final class Breaker {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private volatile @Nullable Silence silence;

    /**
     * @param since the first call without an answer
     * @param inVain calls without an answer, one after the other
     * @param nextPoll when a poll may try again
     */
    record Silence(Instant since, int inVain, Instant nextPoll, String failure) {}

    Optional<Silence> silence() {
        return Optional.ofNullable(silence);
    }

    /** @throws BmcFailure.Unreachable for a poll that comes too soon */
    void admit(Urgency urgency, BmcAddress address, Instant now) {
        var known = silence;
        if (urgency == Urgency.POLL && known != null && now.isBefore(known.nextPoll())) {
            throw new BmcFailure.Unreachable("Poll BMC " + address + ": not asked, as it has been silent since "
                    + known.since() + "; it is asked again from " + known.nextPoll() + " on. It was: "
                    + known.failure());
        }
    }

    void answered() {
        silence = null;
    }

    void inVain(Instant now, String failure) {
        var known = silence;
        int times = known == null ? 1 : known.inVain() + 1;
        // Doubling five times reaches the longest pause.
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(times - 1, 5));
        silence = new Silence(
                known == null ? now : known.since(),
                times,
                now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE),
                failure);
    }
}
