package io.metalwright.activities.health.redfish;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineBmc;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.SecretReference;
import io.metalwright.model.SiteName;
import io.metalwright.model.bmc.ChassisInfo;
import io.metalwright.model.health.HealthRollup;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.power.PowerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A machine with a Redfish BMC, which is looked after. */
final class WatchedMachine {
    private WatchedMachine() {}

    /** @param askedBefore how long ago its BMC was asked; the next look is an hour away */
    static BmcTarget enter(Cmdb cmdb, MachineId machine, SiteName site, int port, Duration askedBefore)
            throws InterruptedException {
        cmdb.machines()
                .enter(MachineRow.entered(
                        machine,
                        "srv-" + machine,
                        site,
                        MachineState.DEPLOYED,
                        MacAddress.of("52:54:00:00:00:01"),
                        Instant.now()));
        var bmc = new MachineBmc(
                BmcProtocol.REDFISH, "127.0.0.1", port, "admin", SecretReference.of("secret:bmc/" + machine));
        cmdb.secrets().put(bmc.password(), "s3cret-of-the-BMC");
        cmdb.machines().recordBmc(machine, bmc);
        cmdb.machineHealths().claim(site, Duration.ofMillis(1), 1);
        while (cmdb.machineHealths().claim(site, Duration.ofHours(1), 1).isEmpty()) {
            Thread.sleep(5);
        }
        cmdb.machineHealths()
                .record(
                        machine,
                        HealthRollup.of(
                                new ChassisInfo(PowerState.ON, "unknown", List.of(), List.of()),
                                List.of(),
                                Instant.now().minus(askedBefore)),
                        null);
        return bmc.target(machine);
    }
}
