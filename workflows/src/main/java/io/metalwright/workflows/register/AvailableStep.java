package io.metalwright.workflows.register;

import io.metalwright.model.MachineState;
import io.metalwright.workflows.boot.StandingPlan;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.Inventory;

/** The machine is available, and waits in BootOS for work. */
final class AvailableStep extends RegisterStep {
    AvailableStep(RegisterRun run) {
        super(run, "available", "Make it available");
    }

    @Override
    public String perform() {
        var inventory = Calls.control(Inventory.class);
        var machine = inventory.find(run.machine().id());
        StandingPlan.publish(
                machine.site(),
                machine.id(),
                machine.macs(),
                machine.address(),
                machine.hostname(),
                MachineState.AVAILABLE);
        inventory.recordState(machine.id(), MachineState.AVAILABLE, null);
        return "The machine is available.";
    }

    @Override
    public void recoverMachine(boolean again) {
        // Nothing on the machine is touched here.
    }
}
