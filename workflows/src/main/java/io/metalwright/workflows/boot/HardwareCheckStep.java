package io.metalwright.workflows.boot;

import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.plan.MachinePlan;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.Since;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Inspection;
import io.metalwright.workflows.steps.Inventory;
import java.time.Duration;
import java.util.Objects;

/** Compares the machine that came up with the one that was planned for, before anything on it is touched. */
public class HardwareCheckStep extends BootOsStep<BootOsRun> {
    private static final Duration INSPECTION = Duration.ofMinutes(3);

    public HardwareCheckStep(BootOsRun run) {
        super(run, "hardware-check", "Check the hardware");
    }

    @Override
    public final String perform() {
        var inspection = site(Inspection.class, INSPECTION);
        var report = Since.checksByALook() ? inspection.look(run.target()) : inspection.inspect(run.target());
        var plan = run.plan();
        run.foundSecureBoot(report.secureBoot());
        check(plan, report);
        Calls.control(Inventory.class).recordHardware(plan.machine(), report);
        return "The machine is the one in the plan; it boots by " + report.bootMode() + ". Disks: "
                + report.disks().size() + ", ports: " + report.nics().size() + ".";
    }

    /** Refuses another machine than the planned one. */
    protected void check(MachinePlan plan, HardwareReport report) {
        var system = report.system();
        if (!Objects.equals(plan.serial(), system.serial()) || !Objects.equals(plan.uuid(), system.uuid())) {
            throw StepTrouble.lasting(
                    FailureTypes.WRONG_MACHINE,
                    "The plan is for serial " + plan.serial() + " (UUID " + plan.uuid() + "), and serial "
                            + system.serial() + " (UUID " + system.uuid() + ") came up.",
                    "Nothing was touched. If a mainboard was exchanged, inspect the machine; then start another run.");
        }
        for (PlannedDisk disk : plan.touched()) {
            if (report.disks().stream().noneMatch(disk::is)) {
                throw StepTrouble.lasting(
                        FailureTypes.WRONG_MACHINE,
                        "The disk with " + disk + " is in the plan and not in the machine.",
                        "Nothing was touched. Put the disk back and retry, or retry with a change of /disks.");
            }
        }
    }
}
