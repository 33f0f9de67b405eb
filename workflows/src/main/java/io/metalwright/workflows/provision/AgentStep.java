package io.metalwright.workflows.provision;

/** Waits until the agent of BootOS was heard. */
final class AgentStep extends ProvisionStep {
    private boolean tried;

    AgentStep(ProvisionRun run) {
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
