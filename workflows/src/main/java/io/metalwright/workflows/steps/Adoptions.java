package io.metalwright.workflows.steps;

import io.metalwright.model.MachineId;
import io.metalwright.model.network.Ipv4Address;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Machines that were taken in as they run, in the CMDB. Queue: {@code control}. */
@ActivityInterface
public interface Adoptions {
    /** Enters hardware, system and address; the machine is {@code adopted}. Refuses an address or port that is another machine's. */
    @ActivityMethod(name = "RecordAdoption")
    void record(MachineId machine, RunningSystem.Found found, Ipv4Address address);
}
