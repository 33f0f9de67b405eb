package io.metalwright.workflows.convert;

/** Takes away the packages that were brought. */
final class RemoveStep extends ConvertStep {
    RemoveStep(ConvertRun run) {
        super(run, "packages", "Remove libvirt and KVM");
    }

    @Override
    public String perform() {
        return onHost(run.packages()::remove);
    }

    /** What was a host is one again, however far the packages were gone. */
    @Override
    public void undo() {
        if (run.isHost()) {
            backOnHost(run::install);
            backOnHost(run.virtualization()::start);
        }
    }
}
