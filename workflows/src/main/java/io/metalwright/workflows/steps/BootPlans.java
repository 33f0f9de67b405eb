package io.metalwright.workflows.steps;

import io.metalwright.model.MachineId;
import io.metalwright.model.boot.BootConfiguration;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.network.Segment;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/**
 * What boot-services are told. Queue: {@code boot-<site>}. Kept on disk there before the call returns, and answered from until something else is
 * published, also while everything else is down.
 */
@ActivityInterface
public interface BootPlans {
    /**
     * Replaces all that is known of this machine. An agent of it that is up and waiting is told at once; when it is wanted and a workflow is
     * named, that workflow also gets its {@code AGENT} sign again, so that a machine already in BootOS need not be booted.
     */
    void publish(MachineBoot boot);

    /**
     * Replaces the segments that this site serves. A segment is served directly where one of the host's interfaces has an address in its network,
     * and through relay agents everywhere.
     */
    void serve(List<Segment> segments);

    /** Replaces the boot configurations of this site: what installers, first boots and firmware fetch of its machines. */
    void configure(List<BootConfiguration> configurations);

    /** Forgets the machine and its reservation; its MACs are strangers again. Nothing happens where it is unknown. */
    void withdraw(MachineId machine);
}
