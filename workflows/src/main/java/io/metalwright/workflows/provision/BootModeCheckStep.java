package io.metalwright.workflows.provision;

import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.plan.MachinePlan;
import io.metalwright.workflows.boot.HardwareCheckStep;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;

/** The hardware check of an installation: what is written now must be booted in the same mode later. */
final class BootModeCheckStep extends HardwareCheckStep {
    private final ProvisionRun installation;

    BootModeCheckStep(ProvisionRun run) {
        super(run);
        this.installation = run;
    }

    private boolean isAskedFor() {
        var wish = installation.plan().firmware();
        return wish != null && wish.bootMode() != null;
    }

    @Override
    protected void check(MachinePlan plan, HardwareReport report) {
        super.check(plan, report);
        if (report.bootMode() != plan.bootMode()) {
            throw StepTrouble.lasting(
                    FailureTypes.BY_HAND,
                    "The plan wants " + plan.bootMode() + " and the machine boots by " + report.bootMode()
                            + (isAskedFor()
                                    ? ", whatever its BMC was told."
                                    : ", which this BMC cannot change for us."),
                    "Set the boot mode to " + plan.bootMode()
                            + " in the firmware's set-up by hand, then retry; or retry with a change of /bootMode.");
        }
        var wish = installation.plan().firmware();
        var secure = wish == null ? null : wish.secureBoot();
        // Firmware without keys, and legacy BIOS, tell of no secure boot at all.
        if (secure != null && secure != Boolean.TRUE.equals(report.secureBoot())) {
            throw StepTrouble.lasting(
                    FailureTypes.BY_HAND,
                    "The plan wants secure boot " + (secure ? "on" : "off") + ", and the machine itself sees it "
                            + (secure ? "off" : "on") + ".",
                    "See what 'metalwright bmc secure-boot' reads, and whether keys are enrolled ('reset-keys'); or set it in the firmware's"
                            + " set-up by hand, then restart the machine and retry; or retry with a change of /secureBoot.");
        }
    }
}
