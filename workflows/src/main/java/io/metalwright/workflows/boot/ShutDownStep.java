package io.metalwright.workflows.boot;

import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.workflows.steps.Power;
import java.time.Duration;

/** Has the installed system shut itself down, so that its file systems are whole when BootOS meets them. */
public final class ShutDownStep extends MachineStep<OperationRun> {
    /** An operating system is left time to stop. */
    private static final Duration DEADLINE = Duration.ofMinutes(6);

    private final String otherwise;
    private boolean asked;

    /** @param otherwise what follows when somebody goes on without it */
    public ShutDownStep(OperationRun run, String otherwise) {
        super(run, "shut-down", "Shut the system down");
        this.otherwise = otherwise;
    }

    @Override
    public String perform() {
        var bmc = run.bmc();
        if (run.wasOff() || bmc == null) {
            return bmc == null ? "No BMC is known: shut the system down by hand." : "It was off already.";
        }
        if (!(StandingPlan.of(run.before) instanceof BootPlan.LocalDisk)) {
            return "No system runs on it.";
        }
        asked = true;
        return "Power reads "
                + site(Power.class, DEADLINE).apply(bmc, PowerCommand.SOFT_OFF).word() + ".";
    }

    /** Later steps may have taken the machine elsewhere, from where it is brought back as a whole. */
    @Override
    public void undo() {
        var bmc = run.bmc();
        if (asked && bmc != null && !run.isAway()) {
            site(Power.class, DEADLINE).apply(bmc, PowerCommand.ON);
        }
    }

    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public String advice() {
        return "Shut the system down by hand and retry; or skip it: " + otherwise;
    }
}
