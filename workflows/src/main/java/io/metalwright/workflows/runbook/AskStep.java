package io.metalwright.workflows.runbook;

import io.metalwright.model.runbook.RunbookStep;
import io.metalwright.workflows.run.Step;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;

/** Waits for a person, who does something that no program can. */
final class AskStep implements Step {
    private final RunbookStep.Ask ask;
    private boolean asked;

    AskStep(RunbookStep.Ask ask) {
        this.ask = ask;
    }

    @Override
    public String name() {
        return ask.name();
    }

    @Override
    public String title() {
        return "Ask a person: " + ask.text();
    }

    @Override
    public String perform() {
        if (asked) {
            return "A person said that it is done.";
        }
        asked = true;
        throw StepTrouble.lasting(
                FailureTypes.BY_HAND, ask.text(), "When it is done, retry: the run goes on with the next step.");
    }

    @Override
    public boolean skippable() {
        return true;
    }
}
