package io.metalwright.workflows.provision;

import io.metalwright.model.bmc.BiosWish;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.Bios;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Power;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives the BIOS the settings that were asked for: what differs is written, the machine is switched off and on so that its firmware takes it, and what it
 * took is read back. Where nothing differs nothing is written and nothing restarted.
 */
final class BiosStep extends ProvisionStep {
    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final Duration START = Duration.ofMinutes(30);

    /** As the first try found what it was to change. */
    private final Map<String, String> before = new TreeMap<>();

    BiosStep(ProvisionRun run) {
        super(run, Bios.STEP, "Set BIOS settings");
    }

    @Override
    public String perform() {
        var wish = run.plan().bios();
        if (wish == null) {
            return "The BIOS settings stay as they are.";
        }
        var bmc = run.bmc();
        if (bmc == null || bmc.protocol() != BmcProtocol.REDFISH) {
            throw StepTrouble.lasting(
                    FailureTypes.BY_HAND,
                    "BIOS settings are wished for (" + wish.words() + "), and "
                            + (bmc == null ? "no BMC is known." : "IPMI cannot set them."),
                    "Enter the BMC with protocol redfish, then retry; or set them in the firmware's set-up by hand and skip the step.");
        }
        var look = site(Bios.class, DEADLINE).read(bmc, wish);
        if (look.isSo()) {
            return "The BIOS reads " + wish.words() + " already: nothing was written, and the machine not restarted.";
        }
        look.before().forEach(before::putIfAbsent);
        site(Bios.class, DEADLINE).set(bmc, wish);
        site(Power.class, DEADLINE).apply(bmc, PowerCommand.CYCLE);
        var seen = Calls.siteLong(run.machine.site(), Bios.class, START).await(bmc, wish, look.appliedAt());
        return seen + (before.isEmpty() ? "" : " Before it read " + BiosWish.words(before) + ".");
    }

    /** A system that is still there goes on under the settings that it had. */
    @Override
    public void undo() {
        var bmc = run.bmc();
        if (!before.isEmpty() && bmc != null && run.stateIfCancelled() == run.before) {
            site(Bios.class, DEADLINE).set(bmc, BiosWish.of(before));
        }
    }

    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public String advice() {
        return "See 'metalwright bmc bios' for the names and how they read; retry with a change of /bios/NAME (null leaves it as it is), or set it"
                + " in the firmware's set-up by hand and skip the step.";
    }
}
