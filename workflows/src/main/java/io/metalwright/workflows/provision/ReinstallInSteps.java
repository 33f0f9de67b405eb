package io.metalwright.workflows.provision;

import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.ReinstallSpec;
import io.metalwright.workflows.Reinstall;
import io.metalwright.workflows.boot.PowerBeforeStep;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.MachineRuns;
import io.metalwright.workflows.run.Step;
import io.metalwright.workflows.steps.Inventory;
import java.util.List;

/** {@link Reinstall} as a list of steps: an installation of what the machine holds already. Cancelled in time, it goes on with its old system. */
public final class ReinstallInSteps extends InstallInSteps implements Reinstall {
    public ReinstallInSteps() {
        super(RunKind.REINSTALL);
    }

    @Override
    public RunView run(ReinstallSpec spec) {
        var machine = MachineRuns.machineOf(spec.machine());
        if (!MachineRuns.holdsLock(machine)) {
            return MachineRuns.handOver(Reinstall.class, machine).run(spec.on(machine));
        }
        var inventory = Calls.control(Inventory.class);
        var known = inventory.find(machine);
        run.on(known.id(), known.site());
        return install(new ProvisionRun(
                run, signs, known, inventory.reinstallSpec(machine, spec.on(machine)), this::tellAtOnce));
    }

    @Override
    List<Step> before(ProvisionRun run) {
        return List.of(new OldSystemStep(run), new PowerBeforeStep(run));
    }
}
