package io.metalwright.workflows.adopt;

import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.spec.AdoptSpec;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.Inventory;
import io.metalwright.workflows.steps.RunningSystem;
import io.metalwright.workflows.system.SystemDoor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the steps of one {@code Adopt} run hand to each other. */
final class AdoptRun {
    final AdoptSpec spec;
    final SystemDoor door;
    Inventory.Known machine;
    private @Nullable String mended;
    private RunningSystem.@Nullable Found found;

    AdoptRun(Inventory.Known machine, AdoptSpec spec) {
        this.machine = machine;
        this.spec = spec;
        this.door = new SystemDoor(
                machine.site(),
                new RunningSystem.Login(
                        spec.address(), spec.portOrStandard(), spec.userOrRoot(), spec.password(), spec.privateKey()),
                spec.hostKey());
    }

    /** The BMC, as a person has corrected it where one has. */
    @Nullable
    BmcTarget bmc() {
        var bmc = machine.bmc();
        return bmc == null || mended == null ? bmc : bmc.mended(mended);
    }

    void bmcMended(String word) {
        machine = Calls.control(Inventory.class).find(machine.id());
        mended = word;
    }

    void found(RunningSystem.Found what) {
        found = what;
    }

    RunningSystem.Found found() {
        return known(found, "facts");
    }

    <T> T site(Class<T> contract, Duration deadline) {
        return Calls.site(machine.site(), contract, deadline);
    }

    private static <T> T known(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException("No " + what + " yet: a step ran before the one that finds it");
        }
        return value;
    }
}
