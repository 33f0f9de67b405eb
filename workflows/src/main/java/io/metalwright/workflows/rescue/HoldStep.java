package io.metalwright.workflows.rescue;

import io.metalwright.model.MachineState;
import io.metalwright.model.boot.AgentAccess;
import io.metalwright.workflows.boot.BootOsStep;
import io.metalwright.workflows.boot.OperationRun;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Inspection;
import io.metalwright.workflows.steps.Inventory;
import java.time.Duration;

/** Holds the machine in BootOS until a person says that it may go back. */
final class HoldStep extends BootOsStep<OperationRun> {
    private static final Duration INSPECTION = Duration.ofMinutes(3);
    private boolean held;

    HoldStep(OperationRun run) {
        super(run, "rescue", "Hold it for rescue");
    }

    @Override
    public String perform() {
        if (held) {
            return "A person said that the machine may go back.";
        }
        // Nobody is sent to a machine that is no longer there.
        site(Inspection.class, INSPECTION).inspect(run.target());
        var agent = run.target().agent();
        Calls.control(Inventory.class)
                .recordState(run.machine.id(), MachineState.MAINTENANCE, "In rescue: " + logIn(agent));
        held = true;
        throw StepTrouble.lasting(
                FailureTypes.BY_HAND,
                "The machine is in BootOS for you: " + logIn(agent) + ". Its host key is "
                        + String.join(", ", agent.hostKeys()) + ".",
                "When you are done, retry: the machine goes back to where it was. It does so after a cancel, too.");
    }

    private static String logIn(AgentAccess agent) {
        return "ssh " + (agent.port() == 22 ? "" : "-p " + agent.port() + " ") + "root@" + agent.address();
    }
}
