package io.metalwright.workflows.register;

import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.BootAccess;
import io.metalwright.workflows.steps.BootPlans;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;

/** Reserves the address at boot-services and lets this run log in to BootOS. */
final class RegisterBootPlanStep extends RegisterStep {
    private static final Duration KEY = Duration.ofSeconds(20);

    RegisterBootPlanStep(RegisterRun run) {
        super(run, "boot-plan", "Publish the boot plan");
    }

    @Override
    public String perform() {
        var machine = run.machine();
        var key = Calls.site(machine.site(), BootAccess.class, KEY).authorizedKey(run.keyName());
        Calls.boot(machine.site(), BootPlans.class)
                .publish(new MachineBoot(
                        machine.id(),
                        machine.macs(),
                        machine.address(),
                        null,
                        new BootPlan.BootOs(true, List.of(key)),
                        Workflow.getInfo().getWorkflowId(),
                        null));
        return "Boot-services of " + machine.site() + " know " + machine.macs().getFirst() + ".";
    }

    /** It is a stranger again. */
    @Override
    public void undo() {
        if (run.hasMachine()) {
            Calls.boot(run.machine().site(), BootPlans.class)
                    .withdraw(run.machine().id());
        }
    }
}
