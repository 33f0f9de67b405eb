package io.metalwright.workflows.boot;

import io.metalwright.model.power.PowerCommand;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.Step;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Inventory;
import io.metalwright.workflows.steps.Power;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Carries out one power command and reads back its effect. */
public final class PowerStep implements Step {
    /** A soft shutdown leaves an operating system time to stop. */
    private static final Duration DEADLINE = Duration.ofMinutes(6);

    private Inventory.Known machine;
    private final PowerCommand command;
    private @Nullable String mended;

    public PowerStep(Inventory.Known machine, PowerCommand command) {
        this.machine = machine;
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
    public void bmcMended(String word) {
        machine = Calls.control(Inventory.class).find(machine.id());
        mended = word;
    }

    @Override
    public String perform() {
        var known = machine.bmc();
        var bmc = known == null || mended == null ? known : known.mended(mended);
        if (bmc == null) {
            throw StepTrouble.lasting(
                    FailureTypes.BY_HAND,
                    machine.name() + " has no BMC.",
                    "Switch it by hand and cancel this run; or enter its BMC on the machine's page and start another.");
        }
        var state = Calls.site(machine.site(), Power.class, DEADLINE).apply(bmc, command);
        return "Power reads " + state.word() + ".";
    }
}
