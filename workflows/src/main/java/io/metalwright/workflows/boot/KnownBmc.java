package io.metalwright.workflows.boot;

import io.metalwright.model.MachineId;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.Inventory;
import org.jspecify.annotations.Nullable;

/** Where a run finds its machine's BMC: as the CMDB had it, or as a person has corrected it since. Steps that share it hear of a correction together. */
public final class KnownBmc {
    private final MachineId machine;
    private @Nullable BmcTarget target;

    public KnownBmc(Inventory.Known machine) {
        this.machine = machine.id();
        this.target = machine.bmc();
    }

    /** Null where none is known. */
    public @Nullable BmcTarget target() {
        return target;
    }

    /** A plan was made with it. */
    void planned(@Nullable BmcTarget settled) {
        target = settled;
    }

    /** @param word names what a person said, for {@link BmcTarget#mended(String)} */
    public void mended(String word) {
        var bmc = Calls.control(Inventory.class).find(machine).bmc();
        target = bmc == null ? null : bmc.mended(word);
    }
}
