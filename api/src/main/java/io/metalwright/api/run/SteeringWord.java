package io.metalwright.api.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a person tells a run.
 *
 * @param step the step that is meant; left out: whichever waits
 * @param change for {@code retry}: fields of the spec to replace, by JSON pointer: {@code {"/image": "debian-12"}}, where an image may also be
 *     named by its URL; and, for every kind of run, {@code /bmc/address}, {@code /bmc/port}, {@code /bmc/user} and {@code /bmc/password} of the
 *     machine
 */
record SteeringWord(
        @Nullable String step,
        @Nullable String reason,
        @Nullable Map<String, JsonNode> change) {
    static final SteeringWord NONE = new SteeringWord(null, null, null);
}
