package io.metalwright.activities.switching;

import java.time.Duration;

/**
 * How long the power is waited for.
 *
 * @param button from an accepted command until the power reads so: some BMCs hold the button for ten seconds and tell it after thirty
 * @param shutdown for an operating system to stop by itself
 * @param look between two looks
 * @param dark without power, so that capacitors run empty (IPMI 2.0 section 28.3 wants at least one second)
 */
public record SwitchingTimes(Duration button, Duration shutdown, Duration look, Duration dark) {
    public static final SwitchingTimes USUAL = new SwitchingTimes(
            Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofSeconds(2));
}
