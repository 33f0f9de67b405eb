package io.metalwright.activities.power;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads what a BMC was told until it shows: that it took the command proves nothing. */
final class ReadBack {
    private static final Duration LOOK = Duration.ofMillis(500);

    private ReadBack() {}

    /**
     * @param patience until an accepted change must be seen
     * @param failure of what was read last
     */
    static <T> T until(Duration patience, Supplier<T> look, Predicate<T> shows, Function<T, BmcFailure> failure) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            var seen = look.get();
            if (shows.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > until) {
                throw failure.apply(seen);
            }
            rest();
        }
    }

    private static void rest() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BmcFailure.Unreachable("Read back what the BMC was told: interrupted.", e);
        }
    }
}
