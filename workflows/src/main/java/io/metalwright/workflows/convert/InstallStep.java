package io.metalwright.workflows.convert;

import io.metalwright.workflows.steps.Virtualization;

/** Installs libvirt and QEMU by the system's package manager. */
final class InstallStep extends ConvertStep {
    InstallStep(ConvertRun run) {
        super(run, "packages", "Install libvirt and KVM");
    }

    @Override
    public String perform() {
        var spec = run.spec;
        return run.packages()
                .install(
                        run.host(nextJob()),
                        spec.mirror() == null ? null : new Virtualization.Mirror(spec.mirror(), spec.mirrorKey()));
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
