package io.metalwright.activities.power;

import java.util.List;

/**
 * Something that a BMC does in its own time, as it tells of it.
 *
 * @param said by the BMC, or of its refusal; may be empty
 */
public record BmcTask(State state, List<String> said) {
    /** How it fares. */
    public enum State {
        UNDER_WAY,
        /** It is kept until the machine starts, or for some other condition. */
        PENDING,
        DONE,
        FAILED,
        /** The BMC does not know it any more: it was told before, or the BMC has started anew. */
        GONE
    }

    public BmcTask {
        said = List.copyOf(said);
    }

    public String words() {
        return String.join(" ", said);
    }
}
