package io.metalwright.workflows.provision;

import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.BootPlans;
import io.metalwright.workflows.steps.Tokens;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;

/** Tells boot-services that the machine boots from its disk from now on. */
final class LocalBootStep extends ProvisionStep {
    private static final Duration SUM = Duration.ofSeconds(20);

    LocalBootStep(ProvisionRun run) {
        super(run, "local-boot", "Publish the plan \"local disk\"");
    }

    @Override
    public String perform() {
        var plan = run.plan();
        run.signs.forgetSystem();
        run.sentToDisk();
        Calls.boot(run.machine.site(), BootPlans.class)
                .publish(new MachineBoot(
                        plan.machine(),
                        plan.macs(),
                        plan.bootAddress(),
                        plan.hostname(),
                        new BootPlan.LocalDisk(List.of(run.authorizedKey())),
                        Workflow.getInfo().getWorkflowId(),
                        site(Tokens.class, SUM).sumOf(run.keyName())));
        return "Boot-services send the machine to its disk.";
    }
}
