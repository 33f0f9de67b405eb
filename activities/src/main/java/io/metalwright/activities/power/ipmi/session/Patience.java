package io.metalwright.activities.power.ipmi.session;

import java.time.Duration;

/**
 * How long answers are waited for. A request is repeated after {@code firstWait}, then after ever longer waits up to {@code longestWait}, until
 * {@code deadline} has passed.
 *
 * @param growth each wait is so many times the one before
 */
public record Patience(Duration firstWait, double growth, Duration longestWait, Duration deadline) {
    /** IPMI 2.0 section 6.12 wants answers within seconds; busy BMCs were seen to take five. */
    public static final Patience DEFAULT =
            new Patience(Duration.ofMillis(500), 1.5, Duration.ofSeconds(4), Duration.ofSeconds(20));

    public Patience {
        if (!firstWait.isPositive() || longestWait.compareTo(firstWait) < 0 || growth < 1) {
            throw new IllegalArgumentException("Waits are positive and do not shrink");
        }
        if (deadline.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException("The deadline " + deadline + " comes before the first wait is over");
        }
    }

    Duration after(Duration wait) {
        Duration longer = Duration.ofNanos((long) (wait.toNanos() * growth));
        return longer.compareTo(longestWait) > 0 ? longestWait : longer;
    }
}
