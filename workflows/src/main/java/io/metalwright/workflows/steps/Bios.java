package io.metalwright.workflows.steps;

import io.metalwright.model.bmc.BiosWish;
import io.metalwright.model.power.BmcTarget;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A machine's BIOS settings, set through its BMC and read back after its start. Queue: {@code site-<name>}. */
@ActivityInterface
public interface Bios {
    /** The step in which a run does it; a plan without that step sets none. */
    String STEP = "bios";

    /**
     * How far a wish is from what is.
     *
     * @param before what will change, as it is now
     * @param isSo whether all of the wish is so, and stays so
     * @param appliedAt when the firmware last took settings, as the BMC writes it; null: it does not tell
     */
    record Look(
            Map<String, String> before,
            boolean isSo,
            @Nullable String appliedAt) {}

    @ActivityMethod(name = "ReadBios")
    Look read(BmcTarget bmc, BiosWish wish);

    /** Has the BMC keep what is not so yet for the machine's next start. */
    @ActivityMethod(name = "SetBios")
    void set(BmcTarget bmc, BiosWish wish);

    /**
     * Waits until the firmware has taken it, as it does while it starts. Tells what was read.
     *
     * @param appliedBefore {@link Look#appliedAt} of before that start
     */
    @ActivityMethod(name = "AwaitBios")
    String await(BmcTarget bmc, BiosWish wish, @Nullable String appliedBefore);
}
