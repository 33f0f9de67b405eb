package io.metalwright.workflows.runbook;

import io.metalwright.workflows.run.Step;

/** A step that the runbook calls by a name of its own. */
record NamedStep(String name, Step step) implements Step {
    @Override
    public String title() {
        return step.title();
    }

    @Override
    public String perform() {
        return step.perform();
    }

    @Override
    public void undo() {
        step.undo();
    }

    @Override
    public boolean skippable() {
        return step.skippable();
    }

    @Override
    public boolean destroysData() {
        return step.destroysData();
    }

    @Override
    public void recoverMachine(boolean again) {
        step.recoverMachine(again);
    }

    @Override
    public void bmcMended(String word) {
        step.bmcMended(word);
    }

    @Override
    public String advice() {
        return step.advice();
    }
}
