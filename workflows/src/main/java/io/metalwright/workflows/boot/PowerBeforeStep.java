package io.metalwright.workflows.boot;

import io.metalwright.workflows.steps.Power;
import java.time.Duration;

/** Sees whether the machine is on, so that it can be left as it was; a cancelled run leaves it so. */
public final class PowerBeforeStep extends MachineStep<BootOsRun> {
    static final Duration DEADLINE = Duration.ofMinutes(3);

    public PowerBeforeStep(BootOsRun run) {
        super(run, "power-before", "See whether it is on");
    }

    @Override
    public String perform() {
        var bmc = run.bmc();
        if (bmc == null) {
            return "No BMC is known, so that the power cannot be read.";
        }
        var state = site(Power.class, DEADLINE).read(bmc);
        run.foundPower(state);
        return "Power reads " + state.word() + ".";
    }

    /** A person may restart a machine whose BMC is away, and it is taken for one that was on. */
    @Override
    public boolean skippable() {
        return true;
    }

    /** Undone last: by now boot-services send the machine where it belongs. */
    @Override
    public void undo() {
        run.record.log(name(), null, WayBack.afterCancel(run));
    }

    @Override
    public String advice() {
        return "Check the BMC's address, user and password, mend them on the machine's page, then retry; or skip this, and restart the machine from the network by hand.";
    }
}
