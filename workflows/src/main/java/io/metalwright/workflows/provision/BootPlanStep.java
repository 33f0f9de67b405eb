package io.metalwright.workflows.provision;

import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.workflows.boot.StandingPlan;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.BootAccess;
import io.metalwright.workflows.steps.BootPlans;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;

/** Tells boot-services that the machine boots into BootOS, and who may log in there. */
final class BootPlanStep extends ProvisionStep {
    private static final Duration KEY = Duration.ofSeconds(20);

    BootPlanStep(ProvisionRun run) {
        super(run, "boot-plan", "Publish the boot plan");
    }

    @Override
    public String perform() {
        var key = site(BootAccess.class, KEY).authorizedKey(run.keyName());
        run.authorized(key);
        var plan = run.plan();
        Calls.boot(run.machine.site(), BootPlans.class)
                .publish(new MachineBoot(
                        plan.machine(),
                        plan.macs(),
                        plan.bootAddress(),
                        null,
                        new BootPlan.BootOs(true, List.of(key)),
                        Workflow.getInfo().getWorkflowId(),
                        null));
        return "Boot-services of " + plan.site() + " give BootOS to "
                + plan.macs().getFirst() + ".";
    }

    @Override
    public void undo() {
        var machine = run.machine;
        StandingPlan.publish(
                machine.site(), machine.id(), machine.macs(), machine.address(), machine.hostname(), run.before);
    }
}
