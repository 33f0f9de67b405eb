package io.metalwright.model.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of a run as a person sees it.
 *
 * @param name short and stable, {@code image}; title what stands on the page
 * @param evidence what proved its effect, once done
 * @param trouble what last went wrong
 */
public record StepView(
        String name,
        String title,
        StepState state,
        int attempts,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String evidence,
        @Nullable String trouble,
        boolean skippable,
        boolean destroysData) {}
