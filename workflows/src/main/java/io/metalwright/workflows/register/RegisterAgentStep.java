package io.metalwright.workflows.register;

/** Waits until the agent of BootOS was heard. */
final class RegisterAgentStep extends RegisterStep {
    RegisterAgentStep(RegisterRun run) {
        super(run, "agent", "Wait for BootOS");
    }

    @Override
    public String perform() {
        return run.bootOs.awaitAgent(run.bootMachine());
    }
}
