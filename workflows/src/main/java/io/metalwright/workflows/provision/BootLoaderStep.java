package io.metalwright.workflows.provision;

import io.metalwright.workflows.steps.OsInstallation;
import java.time.Duration;

/** Has an image that is of a partition boot by itself. After the post-install script, which may bring what the image lacks for it. */
final class BootLoaderStep extends DeviceStep {
    private static final Duration DEADLINE = Duration.ofMinutes(30);

    BootLoaderStep(ProvisionRun run) {
        super(run, OsInstallation.BOOT_LOADER_STEP, "Install the boot loader");
    }

    @Override
    public String perform() {
        var plan = run.plan();
        return plan.image().needsBootLoader()
                ? site(OsInstallation.class, DEADLINE).installBootLoader(run.target(), device(), plan.bootMode())
                : "The image brings its own.";
    }

    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public String advice() {
        return "Retry; or retry with a change of /image, or of /postInstall to a script that adds what the image lacks.";
    }
}
