package io.metalwright.boot.tftp;

import java.time.Duration;

/**
 * How long to wait before something is sent again, from the round trips measured so far (RFC 6298, with a floor that suits a local network).
 * Times are nanoseconds.
 */
final class RoundTrip {
    /** Before anything was measured. */
    private static final long FIRST = 500_000_000;
    /** Less than a busy host's own delays would send twice what was only slow. */
    private static final long SHORTEST = 20_000_000;

    private static final long LONGEST = 2_000_000_000;

    private final long longest;
    private long smoothed = -1;
    private long variation;
    private int timeouts;

    /** @param asked what the client named (RFC 2349): it is never let wait longer */
    RoundTrip(Duration asked) {
        this.longest = Math.min(LONGEST, asked.toNanos());
    }

    /** Of something that was sent once only (Karn's rule): otherwise nobody knows which of them was answered. */
    void measured(long sample) {
        if (smoothed < 0) {
            smoothed = sample;
            variation = sample / 2;
        } else {
            variation += (Math.abs(smoothed - sample) - variation) / 4;
            smoothed += (sample - smoothed) / 8;
        }
    }

    /** What was sent last was answered, however often it was sent. */
    void progressed() {
        timeouts = 0;
    }

    void timedOut() {
        timeouts++;
    }

    /** Doubled with each time-out since the last answer. */
    long timeout() {
        long base = smoothed < 0 ? FIRST : Math.max(SHORTEST, smoothed + 4 * variation);
        return Math.min(longest, base << Math.min(timeouts, 10));
    }

    /** Within less than this no answer to a packet sent now can have come. */
    long shortestAnswer() {
        return smoothed < 0 ? SHORTEST : smoothed / 2;
    }
}
