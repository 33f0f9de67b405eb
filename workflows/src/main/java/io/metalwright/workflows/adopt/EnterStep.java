package io.metalwright.workflows.adopt;

import io.metalwright.model.MachineState;
import io.metalwright.workflows.boot.StandingPlan;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.TitledStep;
import io.metalwright.workflows.steps.Adoptions;

/** Enters what was found, and lets the machine boot its own disk. */
final class EnterStep extends TitledStep<AdoptRun> {
    EnterStep(AdoptRun run) {
        super(run, "record", "Update the CMDB");
    }

    @Override
    public String perform() {
        var machine = run.machine;
        // First of all: a machine that is not known yet to boot from its disk would be taken into BootOS.
        StandingPlan.publish(
                machine.site(),
                machine.id(),
                machine.macs(),
                machine.address(),
                run.found().hostname(),
                MachineState.ADOPTED);
        Calls.control(Adoptions.class).record(machine.id(), run.found(), run.spec.address());
        return machine.name() + " is adopted as " + run.found().hostname() + ".";
    }

    @Override
    public void undo() {
        var machine = run.machine;
        StandingPlan.publish(
                machine.site(), machine.id(), machine.macs(), machine.address(), machine.hostname(), machine.state());
    }

    @Override
    public String advice() {
        return "Mend what the message names, then retry.";
    }
}
