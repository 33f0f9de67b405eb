package io.metalwright.workflows.rescue;

import io.metalwright.model.plan.OperationWish;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.RescueSpec;
import io.metalwright.workflows.Rescue;
import io.metalwright.workflows.boot.LeaveStep;
import io.metalwright.workflows.boot.OperationInSteps;
import io.metalwright.workflows.run.MachineRuns;
import java.util.List;

/** {@link Rescue} as a list of steps. */
public final class RescueInSteps extends OperationInSteps implements Rescue {
    public RescueInSteps() {
        super(RunKind.RESCUE);
    }

    @Override
    public RunView run(RescueSpec spec) {
        var machine = MachineRuns.machineOf(spec.machine());
        if (!MachineRuns.holdsLock(machine)) {
            return MachineRuns.handOver(Rescue.class, machine).run(spec.on(machine));
        }
        var state = begin(machine);
        return operate(
                state,
                OperationWish.of(RunKind.RESCUE),
                spec.sshKeys(),
                List.of(new HoldStep(state), LeaveStep.asFound(state), new RescuedStep(state)),
                () -> state.machine.name() + " was rescued and is " + state.before.word() + " as before");
    }
}
