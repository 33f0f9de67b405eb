package io.metalwright.model.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's word that a run shall begin nothing more until it is resumed. What is under way is finished first.
 *
 * @param at when it was said
 */
public record Pause(String who, Instant at, @Nullable String reason) {}
