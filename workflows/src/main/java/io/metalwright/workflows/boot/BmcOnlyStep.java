package io.metalwright.workflows.boot;

import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.Step;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Inventory;
import org.jspecify.annotations.Nullable;

/** A step that needs nothing of a machine but its BMC. */
public abstract class BmcOnlyStep implements Step {
    private Inventory.Known machine;
    private @Nullable String mended;

    protected BmcOnlyStep(Inventory.Known machine) {
        this.machine = machine;
    }

    /** As the CMDB has it, or as a person has corrected it since. */
    protected final Inventory.Known machine() {
        return machine;
    }

    @Override
    public final void bmcMended(String word) {
        machine = Calls.control(Inventory.class).find(machine.id());
        mended = word;
    }

    /** @param advice to whom no BMC is known */
    protected final BmcTarget bmc(String advice) {
        var known = machine.bmc();
        if (known == null) {
            throw StepTrouble.lasting(FailureTypes.BY_HAND, machine.name() + " has no BMC.", advice);
        }
        return mended == null ? known : known.mended(mended);
    }
}
