package io.metalwright.workflows.provision;

/** Waits until the agent of BootOS was heard. */
final class AgentStep extends ProvisionStep {
    AgentStep(ProvisionRun run) {
        super(run, "agent", "Wait for BootOS");
    }

    @Override
    public String perform() {
        return run.bootOs.awaitAgent(run.bootMachine());
    }
}
