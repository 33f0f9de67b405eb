package io.metalwright.workflows.boot;

import io.metalwright.model.plan.OperationPlan;
import io.metalwright.workflows.run.AgreedPlan;
import io.metalwright.workflows.run.RunRecord;
import io.metalwright.workflows.run.Signs;
import io.metalwright.workflows.steps.Inventory;
import org.jspecify.annotations.Nullable;

/** What the steps of a run hand to each other that takes a machine into BootOS and installs nothing. */
public final class OperationRun extends BootOsRun {
    private @Nullable OperationPlan plan;

    public OperationRun(RunRecord record, Signs signs, Inventory.Known machine) {
        super(record, signs, machine);
    }

    String planId() {
        return AgreedPlan.id();
    }

    void planned(OperationPlan made) {
        plan = made;
        settled(made);
    }

    @Override
    public OperationPlan plan() {
        return known(plan, "plan");
    }
}
