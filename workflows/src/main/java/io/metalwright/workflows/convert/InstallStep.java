package io.metalwright.workflows.convert;

import io.metalwright.workflows.run.Since;

/** Installs libvirt and QEMU by the system's package manager. */
final class InstallStep extends ConvertStep {
    InstallStep(ConvertRun run) {
        super(run, "packages", "Install libvirt and KVM");
    }

    @Override
    public String perform() {
        return onHost(run::install);
    }

    @Override
    public void undo() {
        // What was a host before keeps what it had, and its guests.
        if (!run.isHost() || !Since.sparesHosts()) {
            backOnHost(run.packages()::remove);
        }
    }

    @Override
    public String advice() {
        return "See that the machine reaches its package sources, or give a mirror that it reaches; then retry.";
    }
}
