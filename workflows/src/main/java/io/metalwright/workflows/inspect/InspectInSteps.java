package io.metalwright.workflows.inspect;

import io.metalwright.model.plan.OperationWish;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.InspectSpec;
import io.metalwright.workflows.Inspect;
import io.metalwright.workflows.boot.CollectStep;
import io.metalwright.workflows.boot.LeaveStep;
import io.metalwright.workflows.boot.OperationInSteps;
import io.metalwright.workflows.run.MachineRuns;
import java.util.List;

/** {@link Inspect} as a list of steps. */
public final class InspectInSteps extends OperationInSteps implements Inspect {
    public InspectInSteps() {
        super(RunKind.INSPECT);
    }

    @Override
    public RunView run(InspectSpec spec) {
        var machine = MachineRuns.machineOf(spec.machine());
        if (!MachineRuns.holdsLock(machine)) {
            return MachineRuns.handOver(Inspect.class, machine).run(spec.on(machine));
        }
        var state = begin(machine);
        if (spec.asksTheBmc()) {
            var ask = new AskBmcStep(state);
            return perform(List.of(ask), () -> state.machine.name() + " was inspected through its BMC: " + ask.found());
        }
        var inspect = new CollectStep(state);
        return operate(
                state,
                OperationWish.of(RunKind.INSPECT),
                List.of(),
                List.of(inspect, LeaveStep.asFound(state)),
                () -> state.machine.name() + " was inspected: " + inspect.found());
    }
}
