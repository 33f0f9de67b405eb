package io.metalwright.workflows.adopt;

import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.Nic;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.run.TitledStep;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.RunningSystem;
import java.time.Duration;
import java.util.stream.Collectors;

/** Reads from the running system what the machine is made of, and that it is the machine that was meant. */
final class CollectStep extends TitledStep<AdoptRun> {
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    CollectStep(AdoptRun run) {
        super(run, "inspect", "Collect the hardware from the running system");
    }

    @Override
    public String perform() {
        var found = run.site(RunningSystem.class, DEADLINE).collect(run.door.login(), run.door.hostKey());
        check(found.report());
        run.found(found);
        return found.hostname() + " runs " + (found.os() == null ? "an unnamed system" : found.os()) + ", kernel "
                + found.kernel() + "; " + found.report().disks().size() + " disks, "
                + found.report().nics().size() + " ports. Nothing was written.";
    }

    private void check(HardwareReport report) {
        if (run.machine.macs().stream().noneMatch(mac -> report.nic(mac).isPresent())) {
            throw StepTrouble.lasting(
                    FailureTypes.WRONG_MACHINE,
                    "The system at " + run.spec.address() + " has the ports "
                            + report.nics().stream()
                                    .map(Nic::mac)
                                    .map(Object::toString)
                                    .collect(Collectors.joining(", "))
                            + ", and " + run.machine.name() + " was entered with "
                            + run.machine.macs().getFirst() + ".",
                    "Is the address right? Cancel, and enter the machine with one of these ports.");
        }
    }

    @Override
    public String advice() {
        return "Log in by hand with the same user: it must be root, or may use sudo without a password. Then retry.";
    }
}
