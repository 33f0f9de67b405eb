package io.metalwright.workflows.provision;

import io.metalwright.workflows.boot.BootOsStep;
import io.metalwright.workflows.run.Since;
import io.metalwright.workflows.steps.Raid;

/** A step on the device that the image goes to. In a new boot the device is found again, since letters change and arrays must be assembled. */
abstract class DeviceStep extends BootOsStep<ProvisionRun> {
    DeviceStep(ProvisionRun run, String name, String title) {
        super(run, name, title);
    }

    @Override
    protected final void afterRecovery() {
        findDevice();
    }

    /** Where it is now: the machine may have restarted by itself while the run waited for a person. */
    final Raid.Device device() {
        if (run.isInAnotherBootThanItsDevice() && Since.findsDevicesAnew()) {
            findDevice();
        }
        return run.device();
    }

    final void findDevice() {
        RaidStep.findDevice(run, site(Raid.class, RaidStep.DEADLINE));
    }

    @Override
    public boolean destroysData() {
        return true;
    }
}
