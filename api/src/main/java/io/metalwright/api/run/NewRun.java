package io.metalwright.api.run;

import io.metalwright.model.run.RunKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run that is asked for.
 *
 * @param machine its id or name; may be left out where {@code register} names a MAC in its spec, and where capabilities choose one
 * @param capabilities what an available machine must be able to do to be taken for this run, where none is named
 * @param planHash sum of the plan that a dry run told; the start is refused when something else would be done now
 * @param spec what the kind of run takes; a provision's may name a {@code template} that it builds on
 */
record NewRun(
        RunKind kind,
        @Nullable String machine,
        @Nullable List<String> capabilities,
        @Nullable ObjectNode spec,
        @Nullable String planHash) {
    NewRun {
        if (kind == null) {
            throw new IllegalArgumentException("'kind' is missing: "
                    + Arrays.stream(RunKind.values()).map(RunKind::word).collect(Collectors.joining(", ")) + ".");
        }
        if (machine != null && capabilities != null) {
            throw new IllegalArgumentException(
                    "'capabilities' choose a machine where 'machine' names none: give one of them");
        }
    }
}
