package io.metalwright.workflows.steps;

import io.metalwright.model.hardware.HardwareReport;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Hardware facts, collected anew in BootOS. Queue: {@code site-<name>}. */
@ActivityInterface
public interface Inspection {
    @ActivityMethod(name = "Inspect")
    HardwareReport inspect(BootOsTarget target);
}
