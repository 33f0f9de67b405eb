package io.metalwright.workflows.run;

/** Thrown by a step in workflow code when it cannot succeed now; the runner turns it into a wait for the operator. */
public final class StepTrouble extends RuntimeException {
    private final transient Trouble trouble;

    private StepTrouble(Trouble trouble) {
        super(trouble.text());
        this.trouble = trouble;
    }

    /** Trying again later may help. */
    public static StepTrouble passing(String text, String advice) {
        return new StepTrouble(new Trouble(null, text, advice, true));
    }

    /** Only a person can mend it. */
    public static StepTrouble lasting(String type, String text, String advice) {
        return new StepTrouble(new Trouble(type, text, advice, false));
    }

    public Trouble trouble() {
        return trouble;
    }
}
