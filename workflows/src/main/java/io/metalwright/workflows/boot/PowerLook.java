package io.metalwright.workflows.boot;

import io.metalwright.model.SiteName;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.power.PowerState;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.Power;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A look at the power of a machine that is waited for: a cut on its way leaves it off, with nobody else to switch it on. */
public final class PowerLook {
    /** From one look to the next. */
    public static final Duration INTERVAL = Duration.ofSeconds(90);

    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private PowerLook() {}

    /** False as well when its BMC does not tell: the machine may be on its way all the same. */
    public static boolean isOff(SiteName site, @Nullable BmcTarget bmc) {
        if (bmc == null) {
            return false;
        }
        try {
            return Calls.site(site, Power.class, DEADLINE).read(bmc) == PowerState.OFF;
        } catch (ActivityFailure e) {
            return false;
        }
    }
}
