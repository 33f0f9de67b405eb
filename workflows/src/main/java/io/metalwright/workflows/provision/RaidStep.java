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
        var device = device(run, site(Raid.class, DEADLINE));
        run.device(device);
        return device.evidence();
    }

    static Raid.Device device(ProvisionRun run, Raid raid) {
        var plan = run.plan();
        return plan.volume() == null
                ? raid.configure(run.target(), new Raid.Request(plan.raid(), plan.disks()))
                : raid.find(run.target(), run.volume());
    }

    @Override
    public boolean destroysData() {
        return true;
    }
}
