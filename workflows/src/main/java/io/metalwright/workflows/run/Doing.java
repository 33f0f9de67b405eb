package io.metalwright.workflows.run;

import io.temporal.workflow.WorkflowLocal;
import org.jspecify.annotations.Nullable;

/** What a run is at: the step, and a person's words, which stand beside each of its activities in the Temporal UI. */
public final class Doing {
    /** A Temporal server takes 400 bytes, and fails the workflow task of a longer summary. */
    private static final int LONGEST = 120;

    private static final WorkflowLocal<@Nullable String> STEP = new WorkflowLocal<>();
    private static final WorkflowLocal<@Nullable String> WORDS = new WorkflowLocal<>();

    private Doing() {}

    static void now(@Nullable String step, String words) {
        STEP.set(step);
        WORDS.set(cut(words));
    }

    /** The step's name, {@code image}; null where it is none. To be asked by a workflow's own thread. */
    public static @Nullable String step() {
        return STEP.get();
    }

    static @Nullable String words() {
        return WORDS.get();
    }

    static String cut(String words) {
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST - 1) + "…";
    }
}
