package io.metalwright.api.support;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineBmc;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.BootMode;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.SecretReference;
import io.metalwright.model.SiteName;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.Memory;
import io.metalwright.model.hardware.Nic;
import io.metalwright.model.hardware.SystemFacts;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.power.BmcProtocol;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A registered machine with one disk of 8 GB and a BMC. */
public record TestMachine(MachineId id, String name, MacAddress mac, Ipv4Address address) {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final SiteName SITE = SiteName.of("default");

    /** A BMC user whose password the test site's BMCs refuse. */
    public static final String REFUSED_USER = "refused";

    public static TestMachine register(Cmdb cmdb) {
        return register(cmdb, "metalwright");
    }

    public static TestMachine register(Cmdb cmdb, String bmcUser) {
        int number = COUNT.incrementAndGet();
        var machine = new TestMachine(
                MachineId.of("m-api%05d".formatted(number)),
                "node-%03d".formatted(number),
                MacAddress.of("52:54:00:aa:%02x:%02x".formatted(number >> 8, number & 255)),
                Ipv4Address.of("10.9.%d.%d".formatted(1 + number / 200, 10 + number % 200)));
        cmdb.machines()
                .enter(MachineRow.entered(
                        machine.id, machine.name, SITE, MachineState.AVAILABLE, machine.mac, Instant.now()));
        cmdb.machines().recordHardware(machine.id, machine.report(), List.of(machine.mac));
        cmdb.machines().recordBootAddress(machine.id, machine.address);
        var password = SecretReference.of("secret:bmc/" + machine.id);
        cmdb.secrets().put(password, "bmc-password-of-" + machine.id);
        cmdb.machines()
                .recordBmc(
                        machine.id,
                        new MachineBmc(BmcProtocol.IPMI, "10.9.201." + number % 250, 623, bmcUser, password));
        return machine;
    }

    static HardwareReport report(MachineId id, MacAddress mac) {
        return new HardwareReport(
                1,
                Instant.parse("2026-01-01T00:00:00Z"),
                new SystemFacts("Acme", "Rack 1", "SN-" + id, "uuid-" + id, null, null),
                null,
                BootMode.BIOS,
                null,
                "x86_64",
                List.of(),
                new Memory(1 << 30, List.of()),
                List.of(new Disk("/dev/vda", 8_000_000_000L, 512, null, "DISK-" + id, null, "virtio", false, false)),
                List.of(new Nic("eth0", mac, null, true, null, List.of(), null, true)),
                List.of(),
                null);
    }

    public HardwareReport report() {
        return report(id, mac);
    }
}
