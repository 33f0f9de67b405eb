package io.metalwright.workflows.convert;

import io.metalwright.model.spec.ConvertSpec;
import io.metalwright.workflows.steps.Inventory;
import io.metalwright.workflows.steps.Virtualization;
import io.metalwright.workflows.system.SystemDoor;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** What the steps of one {@code Convert} run hand to each other. */
final class ConvertRun {
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    /** Packages by hundreds of megabytes, over whatever line. */
    private static final Duration PACKAGES = Duration.ofHours(2);

    final Inventory.Known machine;
    final ConvertSpec spec;
    final SystemDoor door;
    private boolean isHost;

    ConvertRun(Inventory.Known machine, ConvertSpec spec) {
        this.machine = machine;
        this.spec = spec;
        this.door = SystemDoor.of(machine.site(), spec.system());
    }

    /** The machine is a host by what such a run installed on it before. */
    void isHost(boolean known) {
        isHost = known;
    }

    boolean isHost() {
        return isHost;
    }

    String install(Virtualization.Host host) {
        return packages()
                .install(
                        host,
                        spec.mirror() == null ? null : new Virtualization.Mirror(spec.mirror(), spec.mirrorKey()));
    }

    Virtualization virtualization() {
        return door.site(Virtualization.class, DEADLINE);
    }

    /** For what goes on by itself there. */
    Virtualization packages() {
        return door.siteLong(Virtualization.class, PACKAGES);
    }

    /** @param job short, and another one for each attempt */
    Virtualization.Host host(String job) {
        return new Virtualization.Host(
                door.login(), door.hostKey(), Workflow.getInfo().getFirstExecutionRunId() + "-" + job);
    }
}
