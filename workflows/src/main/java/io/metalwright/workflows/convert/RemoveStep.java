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
}
