package io.metalwright.workflows.provision;

import io.metalwright.workflows.steps.FileSystems;
import io.metalwright.workflows.steps.OsInstallation;
import java.time.Duration;

/** Lets the root file system have the rest of the disk, or as much of it as is asked for. */
final class GrowRootStep extends DeviceStep {
    private static final Duration DEADLINE = Duration.ofMinutes(20);

    GrowRootStep(ProvisionRun run) {
        super(run, "grow-root", "Grow the root file system");
    }

    @Override
    public String perform() {
        var storage = run.plan().storage();
        if (storage == null || storage.rootBytes() == null) {
            return site(OsInstallation.class, DEADLINE).growRoot(run.target(), device());
        }
        var later = new OwnFileSystems(run.keyName()).of(storage.on(null));
        var wish = new FileSystems.RootWish(
                storage.rootBytes(),
                later.stream().map(FileSystems.Wanted::partition).toList());
        return site(FileSystems.class, DEADLINE).growRoot(run.target(), device(), wish);
    }

    @Override
    public boolean skippable() {
        return true;
    }
}
