package io.metalwright.workflows.boot;

import io.metalwright.model.MachineState;
import io.metalwright.model.plan.OperationPlan;
import io.metalwright.model.power.PowerState;
import io.metalwright.workflows.run.RunRecord;
import io.metalwright.workflows.run.Signs;
import io.metalwright.workflows.steps.Inventory;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** What the steps of a run hand to each other that takes a machine into BootOS and installs nothing. */
public final class OperationRun extends BootOsRun {
    private @Nullable OperationPlan plan;
    private @Nullable PowerState powerBefore;
    private boolean left;
    private boolean destroyed;

    public OperationRun(RunRecord record, Signs signs, Inventory.Known machine) {
        super(record, signs, machine);
    }

    String planId() {
        return Workflow.getInfo().getFirstExecutionRunId();
    }

    void planned(OperationPlan made) {
        plan = made;
        settled(made);
    }

    @Override
    public OperationPlan plan() {
        return known(plan, "plan");
    }

    void foundPower(PowerState state) {
        powerBefore = state;
    }

    /** A machine whose power nobody can read is taken for one that is on. */
    boolean wasOff() {
        return powerBefore == PowerState.OFF;
    }

    /** From here on there is no way back to what was on the disks. */
    public void destroys() {
        destroyed = true;
    }

    /** Where the machine stands after a cancel. */
    public MachineState stateIfCancelled() {
        return destroyed ? MachineState.FAILED : before;
    }

    void left() {
        left = true;
    }

    /** Whether the machine was taken away from what it did before, and not brought back. */
    boolean isAway() {
        return !left && (bootOs.hasBooted() || signs.agent().isPresent());
    }
}
