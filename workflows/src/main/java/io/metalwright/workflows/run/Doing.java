package io.metalwright.workflows.run;

import io.temporal.workflow.WorkflowLocal;
import org.jspecify.annotations.Nullable;

/** What a run is at, in a person's words: they stand beside each of its activities in the Temporal UI. */
final class Doing {
    /** A Temporal server takes 400 bytes, and fails the workflow task of a longer summary. */
    private static final int LONGEST = 120;

    private static final WorkflowLocal<@Nullable String> WORDS = new WorkflowLocal<>();

    private Doing() {}

    static void now(String words) {
        WORDS.set(cut(words));
    }

    static @Nullable String words() {
        return WORDS.get();
    }

    static String cut(String words) {
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST - 1) + "…";
    }
}
