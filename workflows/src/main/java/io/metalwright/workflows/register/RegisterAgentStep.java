package io.metalwright.workflows.register;

/** Waits until the agent of BootOS was heard. */
final class RegisterAgentStep extends RegisterStep {
    private boolean tried;

    RegisterAgentStep(RegisterRun run) {
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
