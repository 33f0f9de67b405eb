package io.metalwright.model.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a run's log.
 *
 * @param step the step it belongs to, or null for the run itself
 * @param who the person or token that acted, or null when the run did it by itself
 */
public record LogLine(
        Instant at, @Nullable String step, @Nullable String who, String text) {}
