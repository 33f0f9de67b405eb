package io.metalwright.workflows.convert;

/** Takes away the packages that were brought. */
final class RemoveStep extends ConvertStep {
    RemoveStep(ConvertRun run) {
        super(run, "packages", "Remove libvirt and KVM");
    }

    @Override
    public String perform() {
        return run.packages().remove(run.host(nextJob()));
    }

    /** What was a host is one again, however far the packages were gone. */
    @Override
    public void undo() {
        if (run.isHost()) {
            run.install(nextJob());
            run.virtualization().start(run.host(nextJob()));
        }
    }
}
