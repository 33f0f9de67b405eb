package io.metalwright.workflows.steps;

import io.metalwright.model.hardware.OutOfBandReport;
import io.metalwright.model.power.BmcTarget;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Hardware facts as a machine's BMC tells them; the machine is left alone. Queue: {@code site-<name>}. */
@ActivityInterface
public interface OutOfBandInspection {
    @ActivityMethod(name = "InspectOutOfBand")
    OutOfBandReport inspectOutOfBand(BmcTarget bmc);
}
