package io.metalwright.workflows.clean;

import io.metalwright.model.MachineState;
import io.metalwright.model.plan.EraseWish;
import io.metalwright.model.plan.OperationWish;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.CleanSpec;
import io.metalwright.model.spec.CleaningStep;
import io.metalwright.workflows.Clean;
import io.metalwright.workflows.boot.EraseDisksStep;
import io.metalwright.workflows.boot.HardwareCheckStep;
import io.metalwright.workflows.boot.LeaveStep;
import io.metalwright.workflows.boot.OperationInSteps;
import io.metalwright.workflows.boot.OperationRun;
import io.metalwright.workflows.boot.ReleasedStep;
import io.metalwright.workflows.boot.WipeStep;
import io.metalwright.workflows.run.MachineRuns;
import io.metalwright.workflows.run.Step;
import java.util.ArrayList;
import java.util.List;

/** {@link Clean} as a list of steps: those that the spec's priorities say, in their order. */
public final class CleanInSteps extends OperationInSteps implements Clean {
    public CleanInSteps() {
        super(RunKind.CLEAN);
    }

    @Override
    public RunView run(CleanSpec spec) {
        var machine = MachineRuns.machineOf(spec.machine());
        if (!MachineRuns.holdsLock(machine)) {
            return MachineRuns.handOver(Clean.class, machine).run(spec.on(machine));
        }
        var state = begin(machine);
        var work = new ArrayList<Step>(List.of(new HardwareCheckStep(state)));
        spec.steps().forEach(step -> work.add(step(step, state)));
        work.add(LeaveStep.as(state, MachineState.AVAILABLE));
        work.add(new ReleasedStep(state));
        return operate(
                state,
                new OperationWish(
                        RunKind.CLEAN,
                        spec.disks(),
                        spec.steps().stream().map(step -> wish(step, spec)).toList()),
                List.of(),
                work,
                () -> state.machine.name() + " is clean and available");
    }

    private static Step step(CleaningStep step, OperationRun state) {
        return switch (step) {
            case WIPE_METADATA -> new WipeStep(state);
            case ERASE_DISKS -> new EraseDisksStep(state);
        };
    }

    private static EraseWish wish(CleaningStep step, CleanSpec spec) {
        return switch (step) {
            case WIPE_METADATA -> EraseWish.METADATA;
            case ERASE_DISKS -> spec.erase();
        };
    }
}
