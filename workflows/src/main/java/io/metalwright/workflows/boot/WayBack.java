package io.metalwright.workflows.boot;

import io.metalwright.model.MachineState;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.Trouble;
import io.metalwright.workflows.steps.BootPlans;
import io.metalwright.workflows.steps.OsInstallation;
import io.metalwright.workflows.steps.Power;
import io.temporal.failure.ActivityFailure;

/** How a machine gets out of BootOS: off, to its disk, or to waiting in it. */
final class WayBack {
    private WayBack() {}

    /** Sends the machine where one in this state belongs. Says what was seen. */
    static String take(BootOsRun run, MachineState next, boolean off) {
        var machine = run.machine;
        boolean toDisk = StandingPlan.isDisk(next);
        if (toDisk && !off) {
            // The run's key stays until the machine has been restarted by it.
            Calls.boot(machine.site(), BootPlans.class).publish(StandingPlan.boot(machine, next, run.authorizedKey()));
        }
        var seen = off ? switchOff(run) : toDisk ? restart(run) : "It stays in BootOS and waits for work.";
        Calls.boot(machine.site(), BootPlans.class).publish(StandingPlan.boot(machine, next));
        run.left();
        return seen;
    }

    /** The same when the run was cancelled: nobody can log in to BootOS any more, so the BMC does it. */
    static String afterCancel(BootOsRun run) {
        boolean toDisk = StandingPlan.isDisk(run.stateIfCancelled());
        if (!run.isAway() || !(run.wasOff() || toDisk)) {
            return "The machine was left where it is.";
        }
        // Only then: an undo that fails is tried again.
        var seen = run.wasOff() ? switchOff(run) : cycle(run);
        run.left();
        return seen;
    }

    private static String switchOff(BootOsRun run) {
        run.signs.forgetAgent();
        return apply(run, PowerCommand.OFF, "switch the machine off by hand.");
    }

    private static String restart(BootOsRun run) {
        if (run.signs.agent().isEmpty()) {
            return cycle(run);
        }
        try {
            var target = run.target();
            run.signs.forgetAgent();
            return Calls.site(run.machine.site(), OsInstallation.class, PowerBeforeStep.DEADLINE)
                    .reboot(target);
        } catch (ActivityFailure e) {
            run.record.log(null, null, Trouble.of(e).text());
            return cycle(run);
        }
    }

    private static String cycle(BootOsRun run) {
        return apply(run, PowerCommand.CYCLE, "restart the machine by hand.");
    }

    private static String apply(BootOsRun run, PowerCommand command, String byHand) {
        var bmc = run.bmc();
        return bmc == null
                ? "No BMC is known: " + byHand
                : "Power reads "
                        + Calls.site(run.machine.site(), Power.class, PowerBeforeStep.DEADLINE)
                                .apply(bmc, command)
                                .word()
                        + (command == PowerCommand.CYCLE ? " after a power cycle." : ".");
    }
}
