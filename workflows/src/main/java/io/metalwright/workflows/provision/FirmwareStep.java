package io.metalwright.workflows.provision;

import io.metalwright.model.bmc.FirmwareSetup;
import io.metalwright.model.bmc.FirmwareWish;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.workflows.steps.Firmware;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Has the firmware start the machine as was asked for. It heeds that at the start that comes next; whether it did is checked from inside, as a BMC that
 * reads so proves little.
 */
final class FirmwareStep extends ProvisionStep {
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private @Nullable FirmwareSetup before;

    FirmwareStep(ProvisionRun run) {
        super(run, Firmware.STEP, "Set boot mode and secure boot");
    }

    @Override
    public String perform() {
        var wish = run.plan().firmware();
        if (wish == null) {
            return "The firmware stays as it is.";
        }
        var bmc = run.bmc();
        if (bmc == null || bmc.protocol() != BmcProtocol.REDFISH) {
            return (bmc == null ? "No BMC is known" : "IPMI cannot set firmware") + ": set " + wish.words()
                    + " in the firmware's set-up by hand, unless it is so. The hardware check sees to it.";
        }
        var change = site(Firmware.class, DEADLINE).set(bmc, wish);
        // Of several tries the first saw what somebody else had set.
        before = before == null ? change.before() : before;
        return "The BMC reads " + change.after().words() + ".";
    }

    /** A system that is still there must find the firmware that it was installed under. */
    @Override
    public void undo() {
        var wish = run.plan().firmware();
        var bmc = run.bmc();
        var was = before;
        if (was == null || wish == null || bmc == null || run.stateIfCancelled() != run.before) {
            return;
        }
        var mode = wish.bootMode() == null ? null : was.bootMode();
        var secure = wish.secureBoot() == null ? null : was.secureBoot();
        if (mode != null || secure != null) {
            site(Firmware.class, DEADLINE).set(bmc, new FirmwareWish(mode, secure, null));
        }
    }

    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public String advice() {
        return "Set it in the firmware's set-up by hand and skip the step, or retry with a change of /bootMode or /secureBoot.";
    }
}
