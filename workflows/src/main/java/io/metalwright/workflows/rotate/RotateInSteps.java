package io.metalwright.workflows.rotate;

import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.RotateSpec;
import io.metalwright.workflows.Rotate;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.MachineRuns;
import io.metalwright.workflows.run.RunInSteps;
import io.metalwright.workflows.steps.Inventory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Rotate} as a single step. Whatever its machine does goes on. */
public final class RotateInSteps extends RunInSteps implements Rotate {
    private @Nullable String name;

    public RotateInSteps() {
        super(RunKind.ROTATE);
    }

    @Override
    public RunView run(RotateSpec spec) {
        var machine = MachineRuns.machineOf(spec.machine());
        if (!MachineRuns.holdsLock(machine)) {
            return MachineRuns.handOver(Rotate.class, machine).run(spec.on(machine));
        }
        var known = Calls.control(Inventory.class).find(machine);
        name = known.name();
        run.on(known.id(), known.site());
        return perform(List.of(new PasswordStep(known)), () -> known.name() + ": its BMC has another password");
    }

    @Override
    protected String leaveCancelled(boolean dataDestroyed) {
        return "Cancelled. Whichever password the BMC has is known.";
    }

    @Override
    protected String subject() {
        return name == null ? "a machine" : name;
    }
}
