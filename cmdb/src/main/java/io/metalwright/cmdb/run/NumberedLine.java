package io.metalwright.cmdb.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of a run's log with its number within the run, from 0. */
public record NumberedLine(
        long number,
        Instant at,
        @Nullable String step,
        @Nullable String who,
        String text) {}
