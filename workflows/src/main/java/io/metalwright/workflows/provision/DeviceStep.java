package io.metalwright.workflows.provision;

import io.metalwright.workflows.boot.BootOsStep;
import io.metalwright.workflows.steps.Raid;

/** A step on the device that the image goes to. After a new boot the device is found again, since letters change and arrays must be assembled. */
abstract class DeviceStep extends BootOsStep<ProvisionRun> {
    DeviceStep(ProvisionRun run, String name, String title) {
        super(run, name, title);
    }

    @Override
    protected final void afterRecovery() {
        findDevice();
    }

    final void findDevice() {
        run.device(RaidStep.device(run, site(Raid.class, RaidStep.DEADLINE)));
    }

    @Override
    public boolean destroysData() {
        return true;
    }
}
