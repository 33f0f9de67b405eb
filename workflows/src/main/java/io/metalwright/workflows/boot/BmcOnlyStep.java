package io.metalwright.workflows.boot;

import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.run.Step;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Inventory;

/** A step that needs nothing of a machine but its BMC. */
public abstract class BmcOnlyStep implements Step {
    private final Inventory.Known machine;
    private final KnownBmc bmc;

    protected BmcOnlyStep(Inventory.Known machine, KnownBmc bmc) {
        this.machine = machine;
        this.bmc = bmc;
    }

    protected final Inventory.Known machine() {
        return machine;
    }

    @Override
    public final void bmcMended(String word) {
        bmc.mended(word);
    }

    /** @param advice to whom no BMC is known */
    protected final BmcTarget bmc(String advice) {
        var known = bmc.target();
        if (known == null) {
            throw StepTrouble.lasting(FailureTypes.BY_HAND, machine.name() + " has no BMC.", advice);
        }
        return known;
    }
}
