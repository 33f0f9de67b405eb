package io.metalwright.workflows.provision;

import io.metalwright.model.power.PowerCommand;
import io.metalwright.workflows.run.Trouble;
import io.metalwright.workflows.steps.OsInstallation;
import io.metalwright.workflows.steps.Power;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;

/** Leaves BootOS. A machine that is gone already, or does not obey, is cycled by its BMC. */
final class RebootStep extends ProvisionStep {
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    RebootStep(ProvisionRun run) {
        super(run, "reboot", "Restart into the installed system");
    }

    @Override
    public String perform() {
        var agent = run.signs.agent();
        if (agent.isEmpty()) {
            return cycle();
        }
        try {
            var seen = site(OsInstallation.class, DEADLINE).reboot(run.target());
            run.signs.forgetAgent();
            return seen;
        } catch (ActivityFailure e) {
            run.record.log(name(), null, Trouble.of(e).text());
            run.signs.forgetAgent();
            return cycle();
        }
    }

    private String cycle() {
        var bmc = run.bmc();
        if (bmc == null) {
            return "No BMC is known: restart the machine by hand.";
        }
        var state = site(Power.class, DEADLINE).apply(bmc, PowerCommand.CYCLE);
        return "Power cycled; power reads " + state.word() + ".";
    }
}
