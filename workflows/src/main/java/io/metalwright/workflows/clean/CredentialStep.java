package io.metalwright.workflows.clean;

import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.spec.CleaningStep;
import io.metalwright.workflows.boot.OperationRun;
import io.metalwright.workflows.steps.BmcCare;
import java.time.Duration;
import java.util.EnumSet;

/** Gives the BMC another password. */
final class CredentialStep extends OutOfBandStep {
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    CredentialStep(OperationRun run, boolean named) {
        super(
                run,
                CleaningStep.CHANGE_BMC_CREDENTIAL,
                "Change the BMC's password",
                named,
                EnumSet.allOf(BmcProtocol.class));
    }

    @Override
    String perform(BmcTarget bmc) {
        return site(BmcCare.class, DEADLINE).changePassword(bmc);
    }
}
