package io.metalwright.workflows.adopt;

import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineState;
import io.metalwright.model.hardware.Nic;
import io.metalwright.workflows.boot.StandingPlan;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.Since;
import io.metalwright.workflows.run.TitledStep;
import io.metalwright.workflows.steps.Adoptions;
import java.util.List;

/** Enters what was found, and lets the machine boot its own disk. */
final class EnterStep extends TitledStep<AdoptRun> {
    EnterStep(AdoptRun run) {
        super(run, "record", "Update the CMDB");
    }

    @Override
    public String perform() {
        var machine = run.machine;
        // First of all: a machine that is not known yet to boot from its disk would be taken into BootOS.
        publish(machine.macs());
        Calls.control(Adoptions.class).record(machine.id(), run.found(), run.spec.address());
        if (Since.tellsOfAllPorts()) {
            publish(run.found().report().nics().stream().map(Nic::mac).toList());
        }
        return machine.name() + " is adopted as " + run.found().hostname() + ".";
    }

    private void publish(List<MacAddress> ports) {
        var machine = run.machine;
        StandingPlan.publish(
                machine.site(),
                machine.id(),
                ports,
                machine.address(),
                run.found().hostname(),
                MachineState.ADOPTED);
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
