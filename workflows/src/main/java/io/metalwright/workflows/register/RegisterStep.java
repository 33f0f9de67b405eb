package io.metalwright.workflows.register;

import io.metalwright.workflows.run.TitledStep;

/** A step of {@code Register}. */
abstract class RegisterStep extends TitledStep<RegisterRun> {
    RegisterStep(RegisterRun run, String name, String title) {
        super(run, name, title);
    }

    @Override
    public void bmcMended(String word) {
        run.bmcMended(word);
    }

    @Override
    public void recoverMachine(boolean again) {
        run.bootOs.recover(run.bootMachine(), again);
    }
}
