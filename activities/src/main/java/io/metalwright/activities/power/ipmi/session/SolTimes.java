package io.metalwright.activities.power.ipmi.session;

import java.time.Duration;

/**
 * How long a serial line waits.
 *
 * @param firstWait for the acknowledgement of a packet; each further wait is longer by half
 * @param tries how often a packet is sent before the line counts as lost
 * @param refusal how long a machine may take no characters before its writer is told
 * @param keepAlive between two looks whether session and line are still ours; well below the minute after which BMCs forget a session
 */
record SolTimes(Duration firstWait, int tries, Duration refusal, Duration keepAlive) {
    /** Seven tries take eight seconds. */
    static final SolTimes USUAL =
            new SolTimes(Duration.ofMillis(250), 7, Duration.ofSeconds(5), Duration.ofSeconds(15));
}
