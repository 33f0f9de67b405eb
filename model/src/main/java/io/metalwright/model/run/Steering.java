package io.metalwright.model.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's word to a run.
 *
 * @param who the name of the user or token, for the log; left out by somebody who writes to Temporal by hand
 * @param step the step that is meant, or null for whichever waits
 * @param change fields of the spec to replace before the step is tried again, by JSON pointer; empty for a plain word
 */
public record Steering(
        String who,
        @Nullable String step,
        Map<String, Object> change,
        @Nullable String reason) {
    /** Who is meant when nobody says who he is: the word came by Temporal. */
    public static final String UNNAMED = "temporal";

    /** As much as a run's log keeps of it. */
    private static final int LONGEST_NAME = 255;

    public Steering {
        who = who == null || who.isBlank() ? UNNAMED : who.substring(0, Math.min(LONGEST_NAME, who.length()));
        change = change == null ? Map.of() : Map.copyOf(change);
    }

    public static Steering by(String who) {
        return new Steering(who, null, Map.of(), null);
    }
}
