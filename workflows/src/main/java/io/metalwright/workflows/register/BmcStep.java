package io.metalwright.workflows.register;

import io.metalwright.model.power.BmcProtocol;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.Since;
import io.metalwright.workflows.steps.BmcSetUp;
import io.metalwright.workflows.steps.Inventory;
import io.metalwright.workflows.steps.Power;
import java.time.Duration;

/**
 * Gives the BMC its address, user and password from inside, and logs in from outside to prove it. What is done from inside is IPMI, so a BMC that was
 * entered for Redfish stays as it was entered, and only has to let us in.
 */
final class BmcStep extends RegisterStep {
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    BmcStep(RegisterRun run) {
        super(run, "bmc", "Initialise the BMC");
    }

    @Override
    public String perform() {
        var entered = run.bmc();
        if (entered != null && entered.protocol() == BmcProtocol.REDFISH && Since.keepsBmcsByRedfish()) {
            var power = Calls.site(run.machine().site(), Power.class, DEADLINE).read(entered);
            return "The BMC at " + entered.address() + " answers to user " + entered.user()
                    + " by Redfish, as it was entered, and reads power " + power.word()
                    + ". Nothing about it was changed.";
        }
        var hardware = run.hardware();
        if (hardware.bmc() == null) {
            return "No BMC answers from inside: power is switched by hand, or by a BMC entered on the machine's page.";
        }
        var inventory = Calls.control(Inventory.class);
        var machine = run.machine();
        var lease = inventory.leaseBmc(machine.id(), hardware);
        var target = Calls.site(machine.site(), BmcSetUp.class, DEADLINE)
                .setUp(
                        run.target(),
                        new BmcSetUp.Wish(
                                lease.address(), lease.netmask(), lease.gateway(), lease.user(), lease.password()));
        inventory.recordBmc(target);
        return "The BMC answers at " + target.address() + " to user " + target.user() + ".";
    }

    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public String advice() {
        return "See whether the BMC's LAN port is in its network, and a user that was entered is right. Then retry; or skip, and enter a BMC by hand on the machine's page.";
    }
}
