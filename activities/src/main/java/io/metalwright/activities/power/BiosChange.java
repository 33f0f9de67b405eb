package io.metalwright.activities.power;

import io.metalwright.model.bmc.BiosSetup;
import io.metalwright.model.bmc.BiosWish;

/** Has a machine's BIOS have settings from its next start on. That they were taken is seen after that start alone. */
public final class BiosChange {
    private BiosChange() {}

    /** Writes what is not so, and will not be, yet. Tells how the BMC then reads. */
    public static BiosSetup make(Bmc bmc, BiosWish wish) {
        var before = bmc.bios();
        var lacking = before.lacksNext(wish);
        if (lacking.isEmpty()) {
            return before;
        }
        bmc.setBios(BiosWish.of(lacking));
        return bmc.bios();
    }
}
