package io.metalwright.workflows.convert;

import io.metalwright.model.hardware.Nic;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.RunningSystem;
import java.time.Duration;
import java.util.stream.Collectors;

/** Sees that the system that answers runs on the machine that is meant, and what it offers. */
final class LookStep extends ConvertStep {
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    LookStep(ConvertRun run) {
        super(run, "inspect", "See that it is the machine, and what it offers");
    }

    @Override
    public String perform() {
        var login = run.door.login();
        var found = run.door.site(RunningSystem.class, DEADLINE).collect(login, run.door.hostKey());
        var report = found.report();
        if (run.machine.macs().stream().noneMatch(mac -> report.nic(mac).isPresent())) {
            throw StepTrouble.lasting(
                    FailureTypes.WRONG_MACHINE,
                    "The system at " + login.address() + " has the ports "
                            + report.nics().stream()
                                    .map(Nic::mac)
                                    .map(Object::toString)
                                    .collect(Collectors.joining(", "))
                            + ", and none of them is " + run.machine.name() + "'s.",
                    "Nothing was touched. Cancel, and start another run with the right address.");
        }
        var offer = onHost(run.virtualization()::look);
        run.isHost(Boolean.TRUE.equals(offer.brought()));
        return found.hostname() + " runs " + (found.os() == null ? "an unnamed system" : found.os()) + " with "
                + offer.manager() + "; "
                + (offer.accelerated()
                        ? "its processors virtualize."
                        : "its processors do not virtualize, or it is switched off in the firmware: guests are emulated, and slow.");
    }
}
