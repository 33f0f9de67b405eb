package io.metalwright.workflows.boot;

import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.BootAccess;
import io.metalwright.workflows.steps.BootPlans;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Tells boot-services that the machine boots into BootOS, and who may log in there. */
public final class BootPlanStep extends MachineStep<BootOsRun> {
    public static final String NAME = "boot-plan";
    private static final Duration KEY = Duration.ofSeconds(20);

    private final List<String> guests;

    public BootPlanStep(BootOsRun run) {
        this(run, List.of());
    }

    /** @param guests public keys of people who may log in beside the run */
    public BootPlanStep(BootOsRun run, List<String> guests) {
        super(run, NAME, "Publish the boot plan");
        this.guests = guests;
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
                        new BootPlan.BootOs(true, keys(key)),
                        Workflow.getInfo().getWorkflowId(),
                        null));
        return "Boot-services of " + plan.site() + " give BootOS to "
                + plan.macs().getFirst() + ".";
    }

    private List<String> keys(String own) {
        return Stream.concat(Stream.of(own), guests.stream()).toList();
    }

    @Override
    public void undo() {
        Calls.boot(run.machine.site(), BootPlans.class).publish(StandingPlan.boot(run.machine, run.stateIfCancelled()));
    }
}
