package io.metalwright.workflows.boot;

import io.metalwright.model.MachineId;
import io.metalwright.model.plan.OperationWish;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.RunInSteps;
import io.metalwright.workflows.run.Step;
import io.metalwright.workflows.steps.Inventory;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A run that takes a machine into BootOS, does something there, and leaves it. A kind adds what it does. */
public abstract class OperationInSteps extends RunInSteps {
    private @Nullable OperationRun operation;

    protected OperationInSteps(RunKind kind) {
        super(kind);
    }

    /** Finds the machine; the first thing that a kind does. */
    protected final OperationRun begin(MachineId machine) {
        var known = Calls.control(Inventory.class).find(machine);
        run.on(known.id(), known.site());
        var state = new OperationRun(run, signs, known);
        operation = state;
        return state;
    }

    /**
     * Plans, brings the machine into BootOS, and performs the work.
     *
     * @param guests public keys of people who may log in to BootOS
     * @param work from BootOS to the machine's leaving it
     */
    protected final RunView operate(
            OperationRun state,
            OperationWish wish,
            List<String> guests,
            List<? extends Step> work,
            Supplier<String> outcome) {
        return operate(state, wish, guests, List.of(), work, outcome);
    }

    /**
     * The same with something before.
     *
     * @param before done while the machine still is what it was
     */
    protected final RunView operate(
            OperationRun state,
            OperationWish wish,
            List<String> guests,
            List<? extends Step> before,
            List<? extends Step> work,
            Supplier<String> outcome) {
        var steps = new ArrayList<Step>();
        steps.add(new PowerBeforeStep(state));
        steps.addAll(before);
        steps.addAll(List.of(new BootPlanStep(state, guests), new NetworkBootStep(state), new AgentStep(state)));
        steps.addAll(work);
        return planned(state, wish, steps, steps.stream().map(Step::name).toList(), outcome);
    }

    /**
     * Plans, and performs these steps.
     *
     * @param words how the plan tells each of them
     */
    protected final RunView planned(
            OperationRun state,
            OperationWish wish,
            List<? extends Step> work,
            List<String> words,
            Supplier<String> outcome) {
        var steps = new ArrayList<Step>(work);
        steps.addFirst(new OperationPlanStep(state, wish, words));
        return perform(steps, outcome);
    }

    @Override
    protected String leaveCancelled(boolean dataDestroyed) {
        var state = started();
        var left = state.stateIfCancelled();
        var words = left == state.before
                ? "Cancelled: the machine is " + left.word() + " as before."
                : "Cancelled while its disks were erased: the machine is " + left.word() + ".";
        Calls.control(Inventory.class).recordState(state.machine.id(), left, words);
        return words;
    }

    @Override
    protected String subject() {
        return started().machine.name();
    }

    private OperationRun started() {
        if (operation == null) {
            throw Workflow.wrap(new IllegalStateException("The run has not begun"));
        }
        return operation;
    }
}
