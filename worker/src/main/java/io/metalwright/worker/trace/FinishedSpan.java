package io.metalwright.worker.trace;

import io.opentelemetry.api.common.Attributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done for a run, told when it is over.
 *
 * @param id 16 hexadecimal digits; null: any
 * @param parent id of the span under which it lies; null for the run itself
 * @param trouble why it did not come to a good end
 */
record FinishedSpan(
        RunTrace trace,
        @Nullable String id,
        @Nullable String parent,
        String name,
        Instant start,
        Instant end,
        Attributes attributes,
        @Nullable String trouble) {}
