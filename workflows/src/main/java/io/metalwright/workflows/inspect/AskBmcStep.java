package io.metalwright.workflows.inspect;

import io.metalwright.workflows.boot.MachineStep;
import io.metalwright.workflows.boot.OperationRun;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Inventory;
import io.metalwright.workflows.steps.OutOfBandInspection;
import java.time.Duration;

/** Asks the BMC what its machine is made of, enters it in the CMDB, and tells what changed and what BootOS saw otherwise. */
final class AskBmcStep extends MachineStep<OperationRun> {
    /** Dozens of requests, and old BMCs need seconds for each. */
    private static final Duration INSPECTION = Duration.ofMinutes(10);

    private String found = "nothing is known";

    AskBmcStep(OperationRun run) {
        super(run, "inspect", "Ask the BMC for the hardware");
    }

    @Override
    public String perform() {
        var bmc = run.bmc() == null ? run.machine.bmc() : run.bmc();
        if (bmc == null) {
            throw StepTrouble.lasting(
                    FailureTypes.BY_HAND,
                    run.machine.name() + " has no BMC.",
                    "Enter its BMC on the machine's page, then retry; or cancel, and inspect it in BootOS.");
        }
        var report = site(OutOfBandInspection.class, INSPECTION).inspectOutOfBand(bmc);
        var news = Calls.control(Inventory.class).recordOutOfBand(run.machine.id(), report);
        news.changes().forEach(line -> run.record.log(name(), null, line));
        news.differences().forEach(line -> run.record.log(name(), null, line));
        report.gaps().forEach(line -> run.record.log(name(), null, "Not read: " + line));
        found = news.changes().isEmpty() ? "nothing has changed." : String.join(" ", news.changes());
        return report.teller() + " tells of " + report.processors().size() + " processors, "
                + (report.memory().bytes() >> 30) + " GiB, " + report.drives().size() + " drives, "
                + report.ports().size() + " ports; " + report.gaps().size() + " things could not be read. BootOS saw "
                + (news.differences().isEmpty() ? "nothing" : news.differences().size() + " things")
                + " otherwise. Since the last time: " + found;
    }

    String found() {
        return found;
    }
}
