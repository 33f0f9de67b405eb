package io.metalwright.workflows.steps;

import io.metalwright.model.MachineId;
import io.metalwright.model.MachineRole;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What installed machines are for, in the CMDB. Queue: {@code control}. */
@ActivityInterface
public interface Roles {
    @ActivityMethod(name = "RecordRole")
    void record(MachineId machine, MachineRole role);
}
