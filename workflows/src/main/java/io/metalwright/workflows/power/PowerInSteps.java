package io.metalwright.workflows.power;

import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.PowerSpec;
import io.metalwright.workflows.SwitchPower;
import io.metalwright.workflows.boot.KnownBmc;
import io.metalwright.workflows.boot.PowerStep;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.MachineRuns;
import io.metalwright.workflows.run.RunInSteps;
import io.metalwright.workflows.steps.Inventory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link SwitchPower} as a single step. */
public final class PowerInSteps extends RunInSteps implements SwitchPower {
    private @Nullable String name;

    public PowerInSteps() {
        super(RunKind.POWER);
    }

    @Override
    public RunView run(PowerSpec spec) {
        var machine = MachineRuns.machineOf(spec.machine());
        if (!MachineRuns.holdsLock(machine)) {
            return MachineRuns.handOver(SwitchPower.class, machine).run(spec.on(machine));
        }
        var known = Calls.control(Inventory.class).find(machine);
        name = known.name();
        run.on(known.id(), known.site());
        return perform(
                List.of(new PowerStep(known, new KnownBmc(known), spec.command())),
                () -> known.name() + ": power " + spec.command().word());
    }

    @Override
    protected String leaveCancelled(boolean dataDestroyed) {
        return "Cancelled. What the BMC had carried out before stays.";
    }

    @Override
    protected String subject() {
        return name == null ? "a machine" : name;
    }
}
