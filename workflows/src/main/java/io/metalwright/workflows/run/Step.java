package io.metalwright.workflows.run;

/**
 * A named part of a run that a person sees. A step is made once for each run and keeps no state that its run does not know of; the runner gives
 * it retries, journal, escalation and undo.
 */
public interface Step {
    /** Short and stable: {@code image}. */
    String name();

    /** What stands on the page: {@code Write the image}. */
    String title();

    /**
     * Does what is missing and proves it.
     *
     * @return the evidence: what was seen that proves the effect
     * @throws StepTrouble when it cannot be done now
     */
    String perform();

    /** Takes back what {@link #perform} did or began; tolerates that nothing happened. */
    default void undo() {}

    /** Whether a person may go on without it. */
    default boolean skippable() {
        return false;
    }

    /** Whether it destroys data on the machine. */
    default boolean destroysData() {
        return false;
    }

    /**
     * Called before another attempt, when the machine was lost in the last one.
     *
     * @param again whether it was lost in the attempt before the last one too
     */
    default void recoverMachine(boolean again) {}

    /**
     * Called before another attempt when a person says, after trouble with the BMC, that it shall be tried again: where it is and who logs in
     * may have been corrected.
     *
     * @param word names what was said, for {@link io.metalwright.model.power.BmcTarget#mended(String)}
     */
    default void bmcMended(String word) {}

    /** What would help when the trouble itself does not say. */
    default String advice() {
        return "Look at the machine's console, mend what is wrong, then retry.";
    }
}
