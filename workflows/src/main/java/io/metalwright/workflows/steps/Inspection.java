package io.metalwright.workflows.steps;

import io.metalwright.model.hardware.HardwareReport;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Hardware facts, collected anew in BootOS. Queue: {@code site-<name>}. */
@ActivityInterface
public interface Inspection {
    @ActivityMethod(name = "Inspect")
    HardwareReport inspect(BootOsTarget target);

    /** Without what takes long and no decision about a run hangs on: the BMC, the health of disks, the names of controllers. */
    @ActivityMethod(name = "LookAtHardware")
    HardwareReport look(BootOsTarget target);
}
