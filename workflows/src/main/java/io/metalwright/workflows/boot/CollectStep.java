package io.metalwright.workflows.boot;

import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.Inspection;
import io.metalwright.workflows.steps.Inventory;
import java.time.Duration;

/** Collects the hardware, enters it in the CMDB, and tells what changed since the last time. */
public final class CollectStep extends BootOsStep<OperationRun> {
    private static final Duration INSPECTION = Duration.ofMinutes(3);
    private String found = "nothing is known";

    public CollectStep(OperationRun run) {
        super(run, "inspect", "Collect the hardware");
    }

    @Override
    public String perform() {
        var report = site(Inspection.class, INSPECTION).inspect(run.target());
        var different = Calls.control(Inventory.class).recordInspection(run.machine.id(), report);
        different.forEach(line -> run.record.log(name(), null, line));
        found = different.isEmpty() ? "nothing has changed." : String.join(" ", different);
        return report.disks().size() + " disks, " + report.nics().size() + " ports; boots by " + report.bootMode()
                + ". Since the last report: " + found;
    }

    /** What is different, for the run's outcome. */
    public String found() {
        return found;
    }
}
