package io.metalwright.cmdb.run;

import io.metalwright.model.MachineId;
import org.jspecify.annotations.Nullable;

/**
 * A run that is not over, in short.
 *
 * @param kind as a word
 * @param step the name of the step it stands at
 */
public record RunUnderWay(
        String id, MachineId machine, String kind, @Nullable String step) {}
