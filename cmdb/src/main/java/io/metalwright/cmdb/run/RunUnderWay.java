package io.metalwright.cmdb.run;

import io.metalwright.model.MachineId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run in short.
 *
 * @param kind as a word
 * @param step the name of the step it stands at
 */
public record RunUnderWay(
        String id, MachineId machine, String kind, @Nullable String step, Instant startedAt) {}
