package io.metalwright.workflows.provision;

import io.metalwright.workflows.boot.BootOsStep;
import io.metalwright.workflows.steps.Raid;
import java.time.Duration;

/** Finds the planned disks and joins them as planned. */
final class RaidStep extends BootOsStep<ProvisionRun> {
    static final String NAME = "raid";
    static final Duration DEADLINE = Duration.ofMinutes(10);

    RaidStep(ProvisionRun run) {
        super(run, NAME, "Configure RAID");
    }

    @Override
    public String perform() {
        run.destroys();
        var device = site(Raid.class, DEADLINE)
                .configure(
                        run.target(),
                        new Raid.Request(run.plan().raid(), run.plan().disks()));
        run.device(device);
        return device.evidence();
    }

    @Override
    public boolean destroysData() {
        return true;
    }
}
