package io.metalwright.workflows.steps;

import io.metalwright.model.bmc.FirmwareSetup;
import io.metalwright.model.bmc.FirmwareWish;
import io.metalwright.model.power.BmcTarget;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** How a machine's firmware starts it, set through its BMC and read back. Queue: {@code site-<name>}. */
@ActivityInterface
public interface Firmware {
    /** The step in which a run does it; a plan without that step sets nothing. */
    String STEP = "firmware";

    /** As it was, and as it is or will be from the next start on. */
    record Change(FirmwareSetup before, FirmwareSetup after) {}

    /** Sets what is not so yet. Secure boot that is wished for where no keys are enrolled gets those that the machine was sold with. */
    @ActivityMethod(name = "SetFirmware")
    Change set(BmcTarget bmc, FirmwareWish wish);

    /** Has the firmware forget its settings; it does so at the machine's next start. Tells how it then reads. */
    @ActivityMethod(name = "ResetBios")
    FirmwareSetup resetBios(BmcTarget bmc);
}
