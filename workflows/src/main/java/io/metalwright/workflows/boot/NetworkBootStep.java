package io.metalwright.workflows.boot;

import io.metalwright.workflows.steps.Power;
import java.time.Duration;

/** Has the machine start from the network, or from the disc that its plan names, unless it is in BootOS already. */
public final class NetworkBootStep extends MachineStep<BootOsRun> {
    private static final Duration POWER = Duration.ofMinutes(3);

    public NetworkBootStep(BootOsRun run) {
        super(run, "network-boot", "Boot into BootOS");
    }

    @Override
    public String perform() {
        return run.bootOs.boot(run.bootMachine());
    }

    @Override
    public void undo() {
        run.bootOs.takeDiscOut(run.bootMachine());
        var bmc = run.bmc();
        if (bmc != null) {
            site(Power.class, POWER).clearBootOverride(bmc, run.plan().bootMode());
        }
    }

    @Override
    public String advice() {
        return "Check the BMC's address, user and password, mend them on the machine's page, then retry. Or switch the machine on by hand, from the network or its disc.";
    }
}
