package io.metalwright.workflows.provision;

import io.metalwright.model.plan.MachinePlan;
import io.metalwright.workflows.run.AgreedPlan;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.Planning;
import io.metalwright.workflows.steps.Inventory;
import java.util.List;

/** Settles what will be done, and holds the address for it. */
final class PlanStep extends ProvisionStep implements Planning {
    static final String NAME = "plan";
    private final List<String> steps;

    PlanStep(ProvisionRun run, List<String> steps) {
        super(run, NAME, "Plan");
        this.steps = steps;
    }

    @Override
    public String perform() {
        var plan = Calls.control(Inventory.class).planProvision(run.planId(), run.machine.id(), run.spec(), steps);
        run.planned(plan);
        if (!run.isChanged()) {
            AgreedPlan.require(plan.hash());
        }
        return plan.image().name() + " as " + plan.hostname() + " with "
                + plan.network().address()
                + (plan.network().bond() == null && plan.network().vlan() == null
                        ? ""
                        : " by " + plan.network().carrier())
                + " on "
                + plan.place() + "; plan "
                + plan.hash().substring(0, 12);
    }

    @Override
    public MachinePlan plan() {
        return run.plan();
    }

    @Override
    public void undo() {
        Calls.control(Inventory.class).releasePlan(run.planId(), run.machine.id());
    }

    @Override
    public String advice() {
        return "Change what the message names (another image, disk or address) and retry with that change.";
    }
}
