package io.metalwright.ops.role;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a site's worker does beside its runs.
 *
 * @param healthInterval between two looks at each BMC; zero: none
 * @param traps where it takes the events that BMCs send by themselves, or nowhere
 * @param redfishEvents where it takes the events that BMCs push, and has them push, or nowhere
 * @param metrics where it tells Prometheus how it fares with BMCs, or nowhere
 */
public record Watching(
        Duration healthInterval,
        @Nullable InetSocketAddress traps,
        @Nullable InetSocketAddress redfishEvents,
        @Nullable InetSocketAddress metrics) {
    /** Where nobody says otherwise. */
    public static final Watching USUAL = new Watching(Duration.ofMinutes(5), null, null, null);
}
