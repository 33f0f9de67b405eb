package io.metalwright.workflows.convert;

/** Installs libvirt and QEMU by the system's package manager. */
final class InstallStep extends ConvertStep {
    InstallStep(ConvertRun run) {
        super(run, "packages", "Install libvirt and KVM");
    }

    @Override
    public String perform() {
        return run.install(nextJob());
    }

    @Override
    public void undo() {
        run.packages().remove(run.host(nextJob()));
    }

    @Override
    public String advice() {
        return "See that the machine reaches its package sources, or give a mirror that it reaches; then retry.";
    }
}
