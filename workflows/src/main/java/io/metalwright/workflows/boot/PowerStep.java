package io.metalwright.workflows.boot;

import io.metalwright.model.power.PowerCommand;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.Inventory;
import io.metalwright.workflows.steps.Power;
import java.time.Duration;

/** Carries out one power command and reads back its effect. */
public final class PowerStep extends BmcOnlyStep {
    /** A soft shutdown leaves an operating system time to stop. */
    private static final Duration DEADLINE = Duration.ofMinutes(6);

    private final PowerCommand command;

    public PowerStep(Inventory.Known machine, KnownBmc bmc, PowerCommand command) {
        super(machine, bmc);
        this.command = command;
    }

    @Override
    public String name() {
        return "power";
    }

    @Override
    public String title() {
        return "Power " + command.word();
    }

    @Override
    public String perform() {
        var bmc =
                bmc("Switch it by hand and cancel this run; or enter its BMC on the machine's page and start another.");
        var state = Calls.site(machine().site(), Power.class, DEADLINE).apply(bmc, command);
        return "Power reads " + state.word() + ".";
    }
}
