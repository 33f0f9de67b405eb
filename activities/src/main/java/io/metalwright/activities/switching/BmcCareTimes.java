package io.metalwright.activities.switching;

import java.time.Duration;

/**
 * How long a BMC is waited for.
 *
 * @param gone from an accepted reset of itself until it is seen to be away: some end their work first
 * @param back from then until it answers: iDRACs were seen to take four minutes, and others six
 * @param look between two looks
 * @param learns until a new password may be known to a BMC that refused it at once
 */
public record BmcCareTimes(Duration gone, Duration back, Duration look, Duration learns) {
    public static final BmcCareTimes USUAL = new BmcCareTimes(
            Duration.ofSeconds(90), Duration.ofMinutes(8), Duration.ofSeconds(1), Duration.ofSeconds(5));
}
