package io.metalwright.ops.simulated;

import java.time.Duration;

/**
 * How long a simulated machine takes for what is not simulated.
 *
 * @param selfTest from power to the first packet
 * @param kernel from the boot script to the agent
 * @param disk from the disk's first sector to a running system
 */
public record Pace(Duration selfTest, Duration kernel, Duration disk) {
    public static final Pace BRISK = new Pace(Duration.ofMillis(300), Duration.ofMillis(500), Duration.ofMillis(500));
    public static final Pace INSTANT = new Pace(Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
