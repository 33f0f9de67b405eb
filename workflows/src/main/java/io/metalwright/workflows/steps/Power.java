package io.metalwright.workflows.steps;

import io.metalwright.model.BootMode;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** A machine's power and boot device through its BMC, each effect read back. Queue: {@code site-<name>}. */
@ActivityInterface
public interface Power {
    @ActivityMethod(name = "ReadPower")
    PowerState read(BmcTarget bmc);

    /** Has the machine start from the network, once: the override is set and read back, then it is switched on, or cycled when it was on. */
    @ActivityMethod(name = "BootFromNetwork")
    String bootFromNetwork(BmcTarget bmc, BootMode mode);

    /** Takes back a boot override that was not used. */
    @ActivityMethod(name = "ClearBootOverride")
    String clearBootOverride(BmcTarget bmc, BootMode mode);

    /** Carries out a command and waits until the power reads as it then must. */
    @ActivityMethod(name = "ApplyPower")
    PowerState apply(BmcTarget bmc, PowerCommand command);
}
