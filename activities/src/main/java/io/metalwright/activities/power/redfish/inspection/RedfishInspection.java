package io.metalwright.activities.power.redfish.inspection;

import io.metalwright.activities.power.redfish.Server;
import io.metalwright.model.hardware.OutOfBandReport;
import io.metalwright.model.hardware.SystemFacts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Everything that a BMC knows of its machine. */
public final class RedfishInspection {
    private static final int VERSION = 1;

    private RedfishInspection() {}

    public static OutOfBandReport of(Server server, Instant now) {
        var tree = new Tree(server.session());
        var vendor = server.vendor();
        var system = server.readSystem();
        var firmware = new Firmware(tree, system);
        var drives = new Drives(tree, system, vendor);
        return new OutOfBandReport(
                VERSION,
                now.truncatedTo(ChronoUnit.SECONDS),
                vendor.name(),
                new SystemFacts(
                        system.text("Manufacturer").orElse(null),
                        system.text("Model").orElse(null),
                        vendor.serial(system).orElse(null),
                        system.text("UUID")
                                .map(uuid -> uuid.toLowerCase(Locale.ROOT))
                                .filter(uuid -> !uuid.matches("[0-]+|[f-]+"))
                                .orElse(null),
                        system.text("SKU").orElse(null),
                        null),
                firmware.bios(),
                firmware.mode(vendor),
                firmware.secureBoot(),
                Processors.architecture(tree, system),
                Processors.of(tree, system),
                MemoryModules.of(tree, system),
                drives.drives(),
                drives.volumes(),
                Ports.of(tree, system, vendor),
                Devices.of(tree, system, vendor),
                firmware.bmc(server.manager().flatMap(tree::read)),
                firmware.installed(server.session().root()),
                tree.gaps());
    }
}
