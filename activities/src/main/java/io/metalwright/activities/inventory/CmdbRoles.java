package io.metalwright.activities.inventory;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineRole;
import io.metalwright.workflows.steps.Roles;

/** {@link Roles} in the CMDB. */
public final class CmdbRoles implements Roles {
    private final Cmdb cmdb;

    public CmdbRoles(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @Override
    public void record(MachineId machine, MachineRole role) {
        if (!cmdb.machines().recordRole(machine, role)) {
            throw Refusal.unknownMachine(machine);
        }
    }
}
