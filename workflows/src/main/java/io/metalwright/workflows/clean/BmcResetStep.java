package io.metalwright.workflows.clean;

import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.spec.CleaningStep;
import io.metalwright.workflows.boot.OperationRun;
import io.metalwright.workflows.steps.BmcCare;
import java.time.Duration;
import java.util.EnumSet;

/** Starts the BMC anew, and goes on when it answers. */
final class BmcResetStep extends OutOfBandStep {
    private static final Duration DEADLINE = Duration.ofMinutes(11);

    BmcResetStep(OperationRun run, boolean named) {
        super(run, CleaningStep.RESET_BMC, "Reset the BMC", named, EnumSet.allOf(BmcProtocol.class));
    }

    @Override
    String perform(BmcTarget bmc) {
        return site(BmcCare.class, DEADLINE).reset(bmc);
    }
}
