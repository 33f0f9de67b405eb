package io.metalwright.workflows.register;

import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.Inspection;
import io.metalwright.workflows.steps.Inventory;
import java.time.Duration;

/** Collects what the machine is made of. */
final class InspectStep extends RegisterStep {
    private static final Duration INSPECTION = Duration.ofMinutes(3);

    InspectStep(RegisterRun run) {
        super(run, "inspect", "Collect the hardware");
    }

    @Override
    public String perform() {
        var machine = run.machine();
        var report = Calls.site(machine.site(), Inspection.class, INSPECTION).inspect(run.target());
        Calls.control(Inventory.class).recordHardware(machine.id(), report);
        run.hardware(report);
        var system = report.system();
        return system.manufacturer() + " " + system.product() + ", serial " + system.serial() + ": "
                + report.processors().stream()
                        .mapToInt(processor -> processor.cores())
                        .sum() + " cores, "
                + report.memory().bytes() / (1 << 20) + " MiB, "
                + report.disks().size() + " disks, " + report.nics().size()
                + " ports; boots by " + report.bootMode() + ".";
    }
}
