package io.metalwright.workflows.boot;

/** Waits until the agent of BootOS was heard. */
public final class AgentStep extends MachineStep<BootOsRun> {
    public AgentStep(BootOsRun run) {
        super(run, "agent", "Wait for BootOS");
    }

    @Override
    public String perform() {
        return run.bootOs.awaitAgent(run.bootMachine());
    }
}
