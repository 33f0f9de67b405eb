package io.metalwright.boot.ndp;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When advertisements go to all of a link (RFC 4861 section 6.2). For one thread; times are nanoseconds of {@link System#nanoTime}. */
final class AdvertisingTimes {
    /** MinRtrAdvInterval and MaxRtrAdvInterval. */
    private static final long LEAST = Duration.ofSeconds(200).toNanos();

    private static final long MOST = Duration.ofSeconds(600).toNanos();
    /** MAX_INITIAL_RTR_ADVERT_INTERVAL and MAX_INITIAL_RTR_ADVERTISEMENTS. */
    private static final long AT_FIRST = Duration.ofSeconds(16).toNanos();

    private static final int OF_THE_FIRST = 3;
    /** MIN_DELAY_BETWEEN_RAS: whoever asks without an address may not have us flood the link. */
    private static final long BETWEEN = Duration.ofSeconds(3).toNanos();

    private final RandomGenerator chance;
    private long next;
    private long last;
    private int sent;

    AdvertisingTimes(long now, RandomGenerator chance) {
        this.chance = chance;
        this.next = now;
        this.last = now - BETWEEN;
    }

    boolean isDue(long now) {
        return now - next >= 0;
    }

    /** One has gone out. */
    void sent(long now) {
        last = now;
        sent++;
        next = now + (sent < OF_THE_FIRST ? AT_FIRST : chance.nextLong(LEAST, MOST));
    }

    /** Somebody asked who can be answered only together with all others. */
    void asked(long now) {
        long earliest = now - last >= BETWEEN ? now : last + BETWEEN;
        if (earliest - next < 0) {
            next = earliest;
        }
    }

    /** What is to be said has changed. */
    void changed(long now) {
        sent = 0;
        asked(now);
    }
}
