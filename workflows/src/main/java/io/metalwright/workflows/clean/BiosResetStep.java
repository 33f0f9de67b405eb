package io.metalwright.workflows.clean;

import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.spec.CleaningStep;
import io.metalwright.workflows.boot.OperationRun;
import io.metalwright.workflows.steps.Firmware;
import java.time.Duration;
import java.util.EnumSet;

/** Has the firmware forget its settings. It does so at the machine's next start, which is somebody else's: the machine is in BootOS for the rest of this. */
final class BiosResetStep extends OutOfBandStep {
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    BiosResetStep(OperationRun run, boolean named) {
        super(run, CleaningStep.RESET_BIOS, "Reset the BIOS settings", named, EnumSet.of(BmcProtocol.REDFISH));
    }

    @Override
    String perform(BmcTarget bmc) {
        var reads = site(Firmware.class, DEADLINE).resetBios(bmc);
        return "The BMC took it, and reads " + reads.words()
                + ". What was set otherwise than at the factory is pending until the machine's next start.";
    }
}
