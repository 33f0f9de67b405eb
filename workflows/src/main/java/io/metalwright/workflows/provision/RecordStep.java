package io.metalwright.workflows.provision;

import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.BootPlans;
import io.metalwright.workflows.steps.Inventory;

/** Enters the deployment in the CMDB, and ends this run's hearing of the machine. */
final class RecordStep extends ProvisionStep {
    RecordStep(ProvisionRun run) {
        super(run, "record", "Update the CMDB");
    }

    @Override
    public String perform() {
        var plan = run.plan();
        Calls.boot(run.machine.site(), BootPlans.class)
                .publish(new MachineBoot(
                        plan.machine(),
                        plan.macs(),
                        plan.bootAddress(),
                        plan.hostname(),
                        new BootPlan.LocalDisk(),
                        null,
                        null));
        Calls.control(Inventory.class).recordDeployment(plan, run.signs.system().orElse(null));
        return plan.hostname() + " is deployed.";
    }
}
