package io.metalwright.workflows.rescue;

import io.metalwright.workflows.boot.MachineStep;
import io.metalwright.workflows.boot.OperationRun;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.Inventory;

/** Enters in the CMDB that the machine is what it was before. */
final class RescuedStep extends MachineStep<OperationRun> {
    RescuedStep(OperationRun run) {
        super(run, "record", "Update the CMDB");
    }

    @Override
    public String perform() {
        Calls.control(Inventory.class).recordState(run.machine.id(), run.before, null);
        return "The machine is " + run.before.word() + " as before.";
    }
}
