package io.metalwright.workflows.boot;

import io.metalwright.model.boot.BootMedium;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.boot.PlannedMedium;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.Since;
import io.metalwright.workflows.steps.BootAccess;
import io.metalwright.workflows.steps.BootPlans;
import io.metalwright.workflows.steps.Tokens;
import io.metalwright.workflows.steps.VirtualMedia;
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
        var boot = new MachineBoot(
                plan.machine(),
                plan.macs(),
                plan.bootAddress(),
                null,
                new BootPlan.BootOs(true, keys(key)),
                Workflow.getInfo().getWorkflowId(),
                null);
        var medium = plan.medium();
        var bmc = run.bmc();
        if (medium != null && bmc != null) {
            return offer(boot, medium, bmc);
        }
        run.withoutDisc();
        var presence = Calls.boot(run.machine.site(), BootPlans.class).publish(boot);
        run.bootOs.told(presence);
        return "Boot-services of " + plan.site() + " give BootOS to "
                + plan.macs().getFirst() + ".";
    }

    private String offer(MachineBoot boot, PlannedMedium medium, BmcTarget bmc) {
        var name = "disc/" + run.keyName();
        var held = BootMedium.of(medium, site(Tokens.class, KEY).sumOf(name));
        var server = Calls.boot(run.machine.site(), BootPlans.class).offerDisc(boot.with(held), bmc.address());
        run.offered(new VirtualMedia.Source(server, name), held);
        return "Boot-services hold " + medium + " ready at " + server + ".";
    }

    private List<String> keys(String own) {
        return Stream.concat(Stream.of(own), guests.stream()).toList();
    }

    @Override
    public void undo() {
        Calls.boot(run.machine.site(), BootPlans.class).publish(StandingPlan.boot(run.machine, run.stateIfCancelled()));
        if (Since.bringsBackWithThePlan() && run.isAway()) {
            run.record.log(name(), null, WayBack.afterCancel(run));
        }
    }
}
