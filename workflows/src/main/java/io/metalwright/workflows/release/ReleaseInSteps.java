package io.metalwright.workflows.release;

import io.metalwright.model.MachineState;
import io.metalwright.model.plan.EraseWish;
import io.metalwright.model.plan.OperationWish;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.ReleaseSpec;
import io.metalwright.workflows.Release;
import io.metalwright.workflows.boot.HardwareCheckStep;
import io.metalwright.workflows.boot.LeaveStep;
import io.metalwright.workflows.boot.OperationInSteps;
import io.metalwright.workflows.boot.ReleasedStep;
import io.metalwright.workflows.boot.WipeStep;
import io.metalwright.workflows.run.MachineRuns;
import java.util.List;

/** {@link Release} as a list of steps. */
public final class ReleaseInSteps extends OperationInSteps implements Release {
    public ReleaseInSteps() {
        super(RunKind.RELEASE);
    }

    @Override
    public RunView run(ReleaseSpec spec) {
        var machine = MachineRuns.machineOf(spec.machine());
        if (!MachineRuns.holdsLock(machine)) {
            return MachineRuns.handOver(Release.class, machine).run(spec.on(machine));
        }
        var state = begin(machine);
        return operate(
                state,
                new OperationWish(RunKind.RELEASE, spec.disks(), List.of(EraseWish.METADATA)),
                List.of(),
                List.of(
                        new HardwareCheckStep(state),
                        new WipeStep(state),
                        LeaveStep.off(state, MachineState.AVAILABLE),
                        new ReleasedStep(state)),
                () -> state.machine.name() + " holds nothing any more and is available");
    }
}
