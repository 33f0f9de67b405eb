package io.metalwright.workflows.provision;

/** Tells which system the plan will destroy, before anything is touched. */
final class OldSystemStep extends ProvisionStep {
    OldSystemStep(ProvisionRun run) {
        super(run, "old-system", "Name what will be destroyed");
    }

    @Override
    public String perform() {
        var hostname = run.machine.hostname();
        return "The system " + (hostname == null ? "that the machine holds" : hostname)
                + " will be destroyed, with all data on "
                + run.plan().place() + ".";
    }
}
