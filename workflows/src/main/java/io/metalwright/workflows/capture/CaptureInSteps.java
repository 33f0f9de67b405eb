package io.metalwright.workflows.capture;

import io.metalwright.model.plan.OperationWish;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.CaptureSpec;
import io.metalwright.workflows.Capture;
import io.metalwright.workflows.boot.HardwareCheckStep;
import io.metalwright.workflows.boot.LeaveStep;
import io.metalwright.workflows.boot.OperationInSteps;
import io.metalwright.workflows.boot.ShutDownStep;
import io.metalwright.workflows.run.MachineRuns;
import java.util.List;

/** {@link Capture} as a list of steps. */
public final class CaptureInSteps extends OperationInSteps implements Capture {
    public CaptureInSteps() {
        super(RunKind.CAPTURE);
    }

    @Override
    public RunView run(CaptureSpec spec) {
        var machine = MachineRuns.machineOf(spec.machine());
        if (!MachineRuns.holdsLock(machine)) {
            return MachineRuns.handOver(Capture.class, machine).run(spec.on(machine));
        }
        var state = begin(machine);
        var choice = new ChooseDiskStep(state, spec);
        var read = new ReadDiskStep(state, choice);
        return operate(
                state,
                OperationWish.of(RunKind.CAPTURE),
                List.of(),
                List.of(
                        choice,
                        new ShutDownStep(
                                state,
                                "file systems that were not unmounted are then read whole, with their free blocks.")),
                List.of(
                        new HardwareCheckStep(state),
                        read,
                        new EnterImageStep(state, spec.image(), choice, read),
                        LeaveStep.asFound(state)),
                () -> "Image '" + spec.image() + "' was made of " + state.machine.name() + ".");
    }
}
