package io.metalwright.workflows.boot;

import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.SiteName;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.BootPlans;
import io.metalwright.workflows.steps.Inventory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a machine boots while no run has it: its disk once it holds a system, else BootOS, in which it waits for work (CB-6). */
public final class StandingPlan {
    private StandingPlan() {}

    public static BootPlan of(MachineState state) {
        return switch (state) {
            case DISCOVERED, REGISTERING, AVAILABLE, PROVISIONING, CLEANING, FAILED ->
                new BootPlan.BootOs(false, List.of());
            case DEPLOYED, MAINTENANCE, ADOPTED, RETIRED -> new BootPlan.LocalDisk();
        };
    }

    /** Whether a machine in this state has a system of its own to go back to. */
    public static boolean isDisk(MachineState state) {
        return of(state) instanceof BootPlan.LocalDisk;
    }

    /** All that boot-services know of a machine in this state. */
    public static MachineBoot boot(Inventory.Known machine, MachineState state) {
        return boot(machine, of(state));
    }

    /** The same for one that is still in BootOS, where a run has to restart it. */
    static MachineBoot boot(Inventory.Known machine, MachineState state, String authorizedKey) {
        return boot(machine, isDisk(state) ? new BootPlan.LocalDisk(List.of(authorizedKey)) : of(state));
    }

    private static MachineBoot boot(Inventory.Known machine, BootPlan plan) {
        var hostname = plan instanceof BootPlan.LocalDisk ? machine.hostname() : null;
        return new MachineBoot(machine.id(), machine.macs(), machine.address(), hostname, plan, null, null);
    }

    public static void publish(
            SiteName site,
            MachineId machine,
            List<MacAddress> macs,
            @Nullable Ipv4Address address,
            @Nullable String hostname,
            MachineState state) {
        Calls.boot(site, BootPlans.class)
                .publish(new MachineBoot(machine, macs, address, hostname, of(state), null, null));
    }
}
