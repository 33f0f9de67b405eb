package io.metalwright.workflows.provision;

import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.workflows.Provision;
import io.metalwright.workflows.boot.PowerBeforeStep;
import io.metalwright.workflows.boot.StandingPlan;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.MachineRuns;
import io.metalwright.workflows.run.Since;
import io.metalwright.workflows.run.Step;
import io.metalwright.workflows.steps.Inventory;
import java.util.List;

/** {@link Provision} as a list of steps. */
public final class ProvisionInSteps extends InstallInSteps implements Provision {
    public ProvisionInSteps() {
        super(RunKind.PROVISION);
    }

    @Override
    public RunView run(ProvisionSpec spec) {
        var machine = MachineRuns.machineOf(spec.machine());
        if (!MachineRuns.holdsLock(machine)) {
            return MachineRuns.handOver(Provision.class, machine).run(spec.on(machine));
        }
        var known = Calls.control(Inventory.class).find(machine);
        run.on(known.id(), known.site());
        return install(new ProvisionRun(run, signs, known, spec.on(machine), this::tellAtOnce));
    }

    /** Whatever holds a system still holds it after a cancel that comes in time. */
    @Override
    List<Step> before(ProvisionRun run) {
        return StandingPlan.isDisk(run.before) && Since.bringsOldSystemsBack()
                ? List.of(new PowerBeforeStep(run))
                : List.of();
    }
}
