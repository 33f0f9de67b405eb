package io.metalwright.workflows.register;

import io.metalwright.workflows.run.Step;

/** A step of {@code Register}. */
abstract class RegisterStep implements Step {
    private final String name;
    private final String title;
    protected final RegisterRun run;

    RegisterStep(RegisterRun run, String name, String title) {
        this.run = run;
        this.name = name;
        this.title = title;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public void recoverMachine(boolean again) {
        run.bootOs.recover(run.bootMachine(), again);
    }
}
