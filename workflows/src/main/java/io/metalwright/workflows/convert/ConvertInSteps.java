package io.metalwright.workflows.convert;

import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.ConvertSpec;
import io.metalwright.workflows.Convert;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.MachineRuns;
import io.metalwright.workflows.run.RunInSteps;
import io.metalwright.workflows.run.Step;
import io.metalwright.workflows.steps.Inventory;
import io.metalwright.workflows.system.HostKeyStep;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Convert} as a list of steps. */
public final class ConvertInSteps extends RunInSteps implements Convert {
    private Inventory.@Nullable Known known;

    public ConvertInSteps() {
        super(RunKind.CONVERT);
    }

    @Override
    public RunView run(ConvertSpec spec) {
        var machine = MachineRuns.machineOf(spec.machine());
        if (!MachineRuns.holdsLock(machine)) {
            return MachineRuns.handOver(Convert.class, machine).run(spec.on(machine));
        }
        var found = Calls.control(Inventory.class).find(machine);
        known = found;
        run.on(found.id(), found.site());
        var state = new ConvertRun(found, spec);
        var door = new HostKeyStep(state.door);
        List<Step> steps = switch (spec.role()) {
            case KVM_HOST ->
                List.of(
                        door,
                        new LookStep(state),
                        new InstallStep(state),
                        new StartStep(state),
                        new ProofStep(state),
                        new RoleStep(state));
            case PLAIN ->
                List.of(door, new LookStep(state), new GuestsStep(state), new RemoveStep(state), new RoleStep(state));
        };
        return perform(
                steps,
                () -> found.name() + " is "
                        + switch (spec.role()) {
                            case KVM_HOST -> "a KVM host";
                            case PLAIN -> "no KVM host any more";
                        });
    }

    @Override
    protected String leaveCancelled(boolean dataDestroyed) {
        var machine = started();
        var words = "Cancelled: the machine is " + machine.state().word() + " as before.";
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
