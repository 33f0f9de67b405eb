package io.metalwright.workflows.boot;

/** Waits until the agent of BootOS was heard. */
public final class AgentStep extends MachineStep<BootOsRun> {
    private boolean tried;

    public AgentStep(BootOsRun run) {
        super(run, "agent", "Wait for BootOS");
    }

    @Override
    public String perform() {
        if (tried) {
            return run.bootOs.bootAndAwaitAgent(run.bootMachine());
        }
        tried = true;
        return run.bootOs.awaitAgent(run.bootMachine());
    }
}
