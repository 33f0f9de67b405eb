package io.metalwright.workflows.boot;

/** Leaves the machine as it was found: off, booted from its disk, or waiting in BootOS. */
public final class ReturnStep extends MachineStep<OperationRun> {
    public ReturnStep(OperationRun run) {
        super(run, "return", "Leave the machine as it was");
    }

    @Override
    public String perform() {
        return WayBack.take(run, run.before, run.wasOff());
    }
}
