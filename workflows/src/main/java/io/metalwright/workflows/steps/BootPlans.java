package io.metalwright.workflows.steps;

import io.metalwright.model.MachineId;
import io.metalwright.model.boot.AgentPresence;
import io.metalwright.model.boot.BootConfiguration;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.network.Segment;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What boot-services are told. Queue: {@code boot-<site>}. Kept on disk there before the call returns, and answered from until something else is
 * published, also while everything else is down.
 */
@ActivityInterface
public interface BootPlans {
    /**
     * Replaces all that is known of this machine. An agent of it that is up and waiting is told at once; when it is wanted and a workflow is
     * named, that workflow also gets its {@code AGENT} sign again, so that a machine already in BootOS need not be booted.
     *
     * @return whether it has an agent that is up; null from boot-services of an older release
     */
    @Nullable
    AgentPresence publish(MachineBoot boot);

    /**
     * As {@link #publish}, and holds the machine's disc ready.
     *
     * @param bmc host name or address of its BMC
     * @return how the BMC reaches this server, such as {@code https://10.77.1.1:8443}
     */
    String offerDisc(MachineBoot boot, String bmc);

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
