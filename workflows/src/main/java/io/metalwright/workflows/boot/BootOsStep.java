package io.metalwright.workflows.boot;

/** A step whose work is done in BootOS: a machine that was lost in the middle is put back, and the step goes on. */
public abstract class BootOsStep<R extends BootOsRun> extends MachineStep<R> {
    protected BootOsStep(R run, String name, String title) {
        super(run, name, title);
    }

    @Override
    public final void recoverMachine(boolean again) {
        run.bootOs.recover(run.bootMachine(), again);
        afterRecovery();
    }

    /** For what a new boot has forgotten: device names, assembled arrays. */
    protected void afterRecovery() {}
}
