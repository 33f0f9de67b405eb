package io.metalwright.workflows.rotate;

import io.metalwright.workflows.boot.BmcOnlyStep;
import io.metalwright.workflows.boot.KnownBmc;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.BmcCare;
import io.metalwright.workflows.steps.Inventory;
import java.time.Duration;

/** Gives the BMC another password, and logs in with it. */
final class PasswordStep extends BmcOnlyStep {
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    PasswordStep(Inventory.Known machine) {
        super(machine, new KnownBmc(machine));
    }

    @Override
    public String name() {
        return "change-bmc-credential";
    }

    @Override
    public String title() {
        return "Change the BMC's password";
    }

    @Override
    public String perform() {
        var bmc = bmc("Enter its BMC on the machine's page, then retry.");
        return Calls.site(machine().site(), BmcCare.class, DEADLINE).changePassword(bmc);
    }

    @Override
    public String advice() {
        return "Correct the BMC's user and password with a change, then retry.";
    }
}
