package io.metalwright.workflows.provision;

import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.installer.InstallerOrder;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.Since;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.BootPlans;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Power;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;

/**
 * Has the distribution's own installer put the system on the disk, then takes the machine back into BootOS, where the system is configured as any
 * other. What the installer tells are milestones; the proof is that BootOS finds a system there.
 */
final class InstallerStep extends DeviceStep {
    static final String NAME = "installer";
    private static final Duration POWER = Duration.ofMinutes(3);
    /** Self-test of a machine with much memory, and the kernel. */
    private static final Duration FIRST_SIGN = Duration.ofMinutes(15);
    /** From one milestone to the next: a base system over a slow line. */
    private static final Duration NEXT_SIGN = Duration.ofHours(1);
    /** It restarts once between its two parts, if at all. */
    private static final int KERNELS = 4;

    private static final Duration BY_HAND = Duration.ofHours(2);

    InstallerStep(ProvisionRun run) {
        super(run, NAME, "Have the system installed");
    }

    @Override
    public String perform() {
        var order = run.order();
        if (!run.isInstalled()) {
            install(order);
            run.installed();
        }
        publish(new BootPlan.BootOs(true, List.of(run.authorizedKey())));
        run.bootOs.bootAndAwaitAgent(run.bootMachine());
        findDevice();
        return "The installer of " + run.plan().image().name() + " ended its work on the disk with " + order.disk()
                + ", and the machine is back in BootOS.";
    }

    private void install(InstallerOrder order) {
        run.installing();
        publish(new BootPlan.Installer(order));
        run.signs.forgetAgent();
        int before = run.signs.count();
        var bmc = run.bmc();
        if (bmc == null) {
            run.record.log(
                    name(), null, "No BMC is known: restart the machine by hand, and let it start from the network.");
        } else {
            site(Power.class, POWER).bootFromNetwork(bmc, run.plan().bootMode());
        }
        awaitEnd(before, bmc == null ? BY_HAND : FIRST_SIGN);
    }

    /** @param heard signs before it was booted */
    private void awaitEnd(int heard, Duration first) {
        var patience = first;
        for (int last = heard; !run.signs.installed(); last = run.signs.count()) {
            failWhenStopped();
            int known = last;
            if (!Workflow.await(patience, () -> run.signs.count() > known)) {
                throw StepTrouble.passing(
                        "The installer has told nothing for " + patience.toMinutes() + " minutes. Last sign of life: "
                                + run.signs.last().orElse("none") + ".",
                        "See the machine's console: a question there is one that the answers leave open. Then retry, which installs anew; or retry with a change of /installer.");
            }
            if (Since.seesBootLoops() && run.signs.kernels() >= KERNELS) {
                throw StepTrouble.lasting(
                        FailureTypes.WRONG_MACHINE,
                        "The installer was started " + run.signs.kernels()
                                + " times, and has not come to its end. Last sign of life: "
                                + run.signs.last().orElse("none") + ".",
                        "See the machine's console for why it starts again. Then retry, which installs anew; or retry with a change of /installer.");
            }
            patience = NEXT_SIGN;
            if (Since.tellsOfInstallersAtOnce()) {
                run.tellAtOnce();
            }
        }
    }

    private void failWhenStopped() {
        run.signs.stopped().ifPresent(why -> {
            throw StepTrouble.lasting(
                    FailureTypes.WRONG_MACHINE,
                    "The installer gave up: " + why + ".",
                    "See the machine's console. Retry, which installs anew; or retry with a change of /disks or /installer.");
        });
    }

    private void publish(BootPlan boot) {
        var plan = run.plan();
        Calls.boot(run.machine.site(), BootPlans.class)
                .publish(new MachineBoot(
                        plan.machine(),
                        plan.macs(),
                        plan.bootAddress(),
                        plan.hostname(),
                        boot,
                        Workflow.getInfo().getWorkflowId(),
                        null));
    }

    /** An installer that nobody waits for any more shall not go on writing. */
    @Override
    public void undo() {
        var bmc = run.bmc();
        if (bmc != null && !run.isInstalled()) {
            site(Power.class, POWER).apply(bmc, PowerCommand.OFF);
        }
    }

    @Override
    public String advice() {
        return "Retry, or retry with a change of /installer or /disks.";
    }
}
