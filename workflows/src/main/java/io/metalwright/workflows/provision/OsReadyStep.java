package io.metalwright.workflows.provision;

import io.metalwright.model.power.PowerCommand;
import io.metalwright.workflows.boot.PowerLook;
import io.metalwright.workflows.run.Since;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.run.Trouble;
import io.metalwright.workflows.steps.InstalledProof;
import io.metalwright.workflows.steps.Power;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** The installed system is up when it says so itself, and SSH with the host keys that were put into it answers. */
final class OsReadyStep extends ProvisionStep {
    private static final Duration REPORT = Duration.ofMinutes(15);
    /** More often it goes off by itself, and that is a person's matter. */
    private static final int SWITCHES = 2;

    private static final Duration POWER = Duration.ofMinutes(3);
    private static final Duration SSH = Duration.ofMinutes(5);

    OsReadyStep(ProvisionRun run) {
        super(run, "os-ready", "Prove that the installed system is up");
    }

    @Override
    public String perform() {
        if (!(Since.looksAfterPower() ? reportedWithPower() : reportedWithin(REPORT))) {
            if (Boolean.TRUE.equals(run.secureBoot())) {
                throw StepTrouble.passing(
                        "The installed system has not reported within " + REPORT.toMinutes()
                                + " minutes, and secure boot is on: the firmware refuses an image whose boot loader or kernel is not signed, and"
                                + " says so on its console alone. Last sign of life: "
                                + run.signs.last().orElse("none") + ".",
                        "See the console: does it say 'Access Denied' or 'Security Violation'? Then retry with a change of /image to one with a"
                                + " signed boot chain, or switch secure boot off ('metalwright bmc secure-boot off') and retry; or skip the proof.");
            }
            throw StepTrouble.passing(
                    "The installed system has not reported within " + REPORT.toMinutes()
                            + " minutes. Last sign of life: " + run.signs.last().orElse("none") + ".",
                    "See the console: does the disk boot, and has the system its network? Then retry; or skip the proof.");
        }
        var system = run.signs.system().orElseThrow();
        var seen = site(InstalledProof.class, SSH)
                .answersSsh(run.plan().network().address(), run.configured().hostKeys());
        return system.hostname() + " reported (" + system.os() + ", kernel " + system.kernel() + "); " + seen;
    }

    /** Looks now and then whether the machine has power. */
    private boolean reportedWithPower() {
        int switched = 0;
        for (var left = REPORT; left.isPositive(); left = left.minus(PowerLook.INTERVAL)) {
            if (reportedWithin(PowerLook.INTERVAL)) {
                return true;
            }
            if (switched < SWITCHES && wasSwitchedOn()) {
                switched++;
                left = REPORT;
            }
        }
        return false;
    }

    private boolean reportedWithin(Duration patience) {
        return Workflow.await(patience, () -> run.signs.system().isPresent());
    }

    private boolean wasSwitchedOn() {
        var bmc = run.bmc();
        if (bmc == null || !PowerLook.isOff(run.machine.site(), bmc)) {
            return false;
        }
        try {
            site(Power.class, POWER).apply(bmc, PowerCommand.ON);
            run.record.log(name(), null, "The machine was off, and was switched on.");
            return true;
        } catch (ActivityFailure e) {
            // The system may be on its way all the same.
            run.record.log(name(), null, Trouble.of(e).text());
            return false;
        }
    }

    @Override
    public boolean skippable() {
        return true;
    }
}
