package io.metalwright.workflows.provision;

import io.metalwright.workflows.steps.OsInstallation;
import java.time.Duration;

/** Lets the root file system have the rest of the disk. */
final class GrowRootStep extends DeviceStep {
    private static final Duration DEADLINE = Duration.ofMinutes(20);

    GrowRootStep(ProvisionRun run) {
        super(run, "grow-root", "Grow the root file system");
    }

    @Override
    public String perform() {
        return site(OsInstallation.class, DEADLINE).growRoot(run.target(), run.device());
    }

    @Override
    public boolean skippable() {
        return true;
    }
}
