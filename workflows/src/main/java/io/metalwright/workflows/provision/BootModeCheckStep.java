package io.metalwright.workflows.provision;

import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.plan.MachinePlan;
import io.metalwright.workflows.boot.HardwareCheckStep;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;

/** The hardware check of an installation: what is written now must be booted in the same mode later. */
final class BootModeCheckStep extends HardwareCheckStep {
    BootModeCheckStep(ProvisionRun run) {
        super(run);
    }

    @Override
    protected void check(MachinePlan plan, HardwareReport report) {
        super.check(plan, report);
        if (report.bootMode() != plan.bootMode()) {
            throw StepTrouble.lasting(
                    FailureTypes.BY_HAND,
                    "The plan wants " + plan.bootMode() + " and the machine boots by " + report.bootMode()
                            + ", which this BMC cannot change for us.",
                    "Set the boot mode to " + plan.bootMode()
                            + " in the firmware's set-up by hand, then retry; or retry with a change of /bootMode.");
        }
    }
}
