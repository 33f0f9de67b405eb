package io.metalwright.workflows.convert;

import io.metalwright.model.MachineRole;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.Since;
import io.metalwright.workflows.steps.Roles;

/** Enters in the CMDB what the machine is for. */
final class RoleStep extends ConvertStep {
    RoleStep(ConvertRun run) {
        super(run, "record", "Update the CMDB");
    }

    @Override
    public String perform() {
        Calls.control(Roles.class).record(run.machine.id(), run.spec.role());
        return "The machine's role is " + run.spec.role().word() + ".";
    }

    @Override
    public void undo() {
        if (run.isHost() && (Since.sparesHosts() || run.spec.role() != MachineRole.KVM_HOST)) {
            Calls.control(Roles.class).record(run.machine.id(), MachineRole.KVM_HOST);
        } else if (run.spec.role() == MachineRole.KVM_HOST) {
            Calls.control(Roles.class).record(run.machine.id(), MachineRole.PLAIN);
        }
    }
}
