package io.metalwright.workflows.run;

import io.metalwright.model.run.Steering;
import java.util.TreeSet;

/** A person's word as it stands in the run's log: what, with which change, and why. */
final class Said {
    private Said() {}

    static String of(String verb, Steering word) {
        return verb
                + (word.change().isEmpty()
                        ? ""
                        : " with a change of "
                                + String.join(", ", new TreeSet<>(word.change().keySet())))
                + (word.reason() == null ? "" : ": " + word.reason());
    }
}
