package io.metalwright.activities.power;

import io.metalwright.model.bmc.FirmwareSetup;
import io.metalwright.model.bmc.FirmwareWish;
import java.time.Duration;

/** Sets a machine's firmware until its BMC reads so, now or for the next start: that a BMC took the command proves nothing. */
public final class FirmwareChange {
    /** Some BMCs write their settings first, as a task. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Bmc bmc;
    private final Duration patience;

    public FirmwareChange(Bmc bmc) {
        this(bmc, PATIENCE);
    }

    /** @param patience until an accepted change must be seen */
    public FirmwareChange(Bmc bmc, Duration patience) {
        this.bmc = bmc;
        this.patience = patience;
    }

    /** Sets what is not so yet. Keys are always reset, since nobody tells whose they are. */
    public FirmwareSetup make(FirmwareWish wish) {
        var before = bmc.firmware();
        var mode = wish.bootMode();
        if (mode != null && !before.shows(new FirmwareWish(mode, null, null))) {
            bmc.setBootMode(mode);
        }
        // First, as secure boot cannot be switched on without any.
        var keys = wish.keys();
        if (keys != null) {
            bmc.resetKeys(keys);
        }
        var secure = wish.secureBoot();
        if (secure != null && !before.shows(new FirmwareWish(null, secure, null))) {
            bmc.setSecureBoot(secure);
        }
        return await(wish);
    }

    private FirmwareSetup await(FirmwareWish wish) {
        return ReadBack.until(
                patience,
                bmc::firmware,
                seen -> seen.shows(wish),
                seen -> new BmcFailure.Refused(
                        "set firmware",
                        // As a server that is not well: a later try may fare better.
                        503,
                        "Set the firmware: accepted, and after " + patience.toSeconds() + " s it reads " + seen.words()
                                + ". See whether the BMC's own page shows it, and whether the machine must be restarted first."));
    }
}
