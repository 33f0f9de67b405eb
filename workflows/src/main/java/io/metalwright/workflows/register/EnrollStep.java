package io.metalwright.workflows.register;

import io.metalwright.model.MachineId;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.Inventory;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** Makes the machine's record and gives it an address of its segment. */
final class EnrollStep extends RegisterStep {
    private @Nullable MachineId proposed;

    EnrollStep(RegisterRun run) {
        super(run, "enroll", "Enter the machine");
    }

    @Override
    public String perform() {
        if (proposed == null) {
            proposed = MachineId.fromBits(Workflow.newRandom().nextLong());
        }
        var known = Calls.control(Inventory.class).enroll(run.spec, proposed);
        run.machine(known);
        return known.id() + " with " + run.spec.mac() + (known.address() == null ? "" : ", address " + known.address())
                + ".";
    }

    @Override
    public void recoverMachine(boolean again) {
        // Nothing on the machine is touched here.
    }
}
