package io.metalwright.workflows.boot;

import io.metalwright.model.plan.MachinePlan;
import io.metalwright.model.plan.OperationWish;
import io.metalwright.workflows.run.AgreedPlan;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.Planning;
import io.metalwright.workflows.steps.Inventory;
import java.util.List;

/** Settles what will be done to the machine, and tells it. */
public final class OperationPlanStep extends MachineStep<OperationRun> implements Planning {
    private final OperationWish wish;
    private final List<String> steps;

    public OperationPlanStep(OperationRun run, OperationWish wish, List<String> steps) {
        super(run, "plan", "Plan");
        this.wish = wish;
        this.steps = steps;
    }

    @Override
    public MachinePlan plan() {
        return run.plan();
    }

    @Override
    public String perform() {
        var plan = Calls.control(Inventory.class).planOperation(run.planId(), run.machine.id(), wish, steps);
        run.planned(plan);
        AgreedPlan.require(plan.hash());
        return String.join(" ", plan.effects()) + " Plan " + plan.hash().substring(0, 12) + ".";
    }
}
