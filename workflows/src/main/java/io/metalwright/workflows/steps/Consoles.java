package io.metalwright.workflows.steps;

import io.metalwright.model.power.BmcTarget;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Holds a machine's serial line. Queue: {@code consoles-<name>}. */
@ActivityInterface
public interface Consoles {
    /** Passes the line's characters between the BMC and whoever wants them; returns once nobody does. */
    @ActivityMethod(name = "HoldConsole")
    void hold(BmcTarget bmc);
}
