package io.metalwright.workflows.boot;

import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.Inventory;

/** Enters in the CMDB that the machine holds no system and is available, and gives back the system's address. */
public final class ReleasedStep extends MachineStep<OperationRun> {
    public ReleasedStep(OperationRun run) {
        super(run, "record", "Update the CMDB");
    }

    @Override
    public String perform() {
        return Calls.control(Inventory.class).recordRelease(run.machine.id());
    }
}
