package io.metalwright.cmdb;

import io.metalwright.model.BootMode;
import io.metalwright.model.MacAddress;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.Memory;
import io.metalwright.model.hardware.Nic;
import io.metalwright.model.hardware.Processor;
import io.metalwright.model.hardware.SystemFacts;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Hardware reports of machines that could be. */
final class Reports {
    private Reports() {}

    static HardwareReport with(MacAddress... macs) {
        return new HardwareReport(
                1,
                Instant.parse("2026-05-04T12:00:00Z"),
                new SystemFacts("QEMU", "Standard PC", "SN-1", "4c4c4544-0000", null, null),
                null,
                BootMode.UEFI,
                null,
                "x86_64",
                List.of(new Processor("cpu", "GenuineIntel", "0", 4, 8)),
                new Memory(2L << 30, List.of()),
                List.of(
                        new Disk("/dev/sda", 10_000_000_000L, 512, "disk", "D1", null, "sata", false, false),
                        new Disk("/dev/sdb", 4_000_000_000L, 512, "stick", "U1", null, "usb", false, true)),
                Stream.of(macs)
                        .map(mac -> new Nic("eth", mac, null, true, 1000, List.of(), null, false))
                        .toList(),
                List.of(),
                null);
    }
}
