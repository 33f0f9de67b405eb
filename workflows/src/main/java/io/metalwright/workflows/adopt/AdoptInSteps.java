package io.metalwright.workflows.adopt;

import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.AdoptSpec;
import io.metalwright.workflows.Adopt;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.MachineRuns;
import io.metalwright.workflows.run.RunInSteps;
import io.metalwright.workflows.steps.Inventory;
import io.metalwright.workflows.system.HostKeyStep;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Adopt} as a list of steps. */
public final class AdoptInSteps extends RunInSteps implements Adopt {
    private Inventory.@Nullable Known known;

    public AdoptInSteps() {
        super(RunKind.ADOPT);
    }

    @Override
    public RunView run(AdoptSpec spec) {
        var machine = MachineRuns.machineOf(spec.machine());
        if (!MachineRuns.holdsLock(machine)) {
            return MachineRuns.handOver(Adopt.class, machine).run(spec.on(machine));
        }
        var found = Calls.control(Inventory.class).find(machine);
        known = found;
        run.on(found.id(), found.site());
        var state = new AdoptRun(found, spec);
        return perform(
                List.of(new HostKeyStep(state.door), new CollectStep(state), new BmcStep(state), new EnterStep(state)),
                () -> found.name() + " is adopted: " + state.found().hostname() + " at " + spec.address());
    }

    @Override
    protected String leaveCancelled(boolean dataDestroyed) {
        var machine = started();
        var words = "Cancelled: nothing on the machine was touched, and it is "
                + machine.state().word() + " as before.";
        Calls.control(Inventory.class).recordState(machine.id(), machine.state(), words);
        return words;
    }

    @Override
    protected String subject() {
        return started().name();
    }

    private Inventory.Known started() {
        if (known == null) {
            throw Workflow.wrap(new IllegalStateException("The run has not begun"));
        }
        return known;
    }
}
