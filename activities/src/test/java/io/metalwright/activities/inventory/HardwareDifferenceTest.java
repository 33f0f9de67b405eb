package io.metalwright.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.BootMode;
import io.metalwright.model.MacAddress;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.Memory;
import io.metalwright.model.hardware.Nic;
import io.metalwright.model.hardware.SystemFacts;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardwareDifferenceTest {
    private static Disk disk(String name, String serial) {
        return new Disk(name, 8_000_000_000L, 512, "M1", serial, null, "sata", false, false);
    }

    private static HardwareReport report(long memory, List<Disk> disks) {
        return new HardwareReport(
                1,
                Instant.EPOCH,
                new SystemFacts("Acme", "Rack 1", "SN-1", "uuid-1", null, null),
                null,
                BootMode.BIOS,
                null,
                "x86_64",
                List.of(),
                new Memory(memory, List.of()),
                disks,
                List.of(new Nic("eth0", MacAddress.of("52:54:00:00:00:01"), null, true, null, List.of(), null, true)),
                List.of(),
                null);
    }

    @Test
    void namesThatChangeFromBootToBootAreNoDifference() {
        assertThat(HardwareDifference.between(
                        report(1 << 30, List.of(disk("/dev/sda", "D1"), disk("/dev/sdb", "D2"))),
                        report(1 << 30, List.of(disk("/dev/sdb", "D1"), disk("/dev/sda", "D2")))))
                .isEmpty();
    }

    @Test
    void anExchangedDiskAndAnotherMemoryAreNamed() {
        assertThat(HardwareDifference.between(
                        report(1 << 30, List.of(disk("/dev/sda", "D1"))),
                        report(1L << 31, List.of(disk("/dev/sda", "D2")))))
                .containsExactly(
                        "Memory was 1024 MiB and is 2048 MiB.",
                        "Disk M1, serial D1, 8000000000 bytes is gone.",
                        "Disk M1, serial D2, 8000000000 bytes is new.");
    }

    @Test
    void oneOfTwoEqualThingsThatIsGoneIsCounted() {
        assertThat(HardwareDifference.between(
                        report(1 << 30, List.of(disk("/dev/sda", "D1"), disk("/dev/sdb", "D1"))),
                        report(1 << 30, List.of(disk("/dev/sda", "D1")))))
                .containsExactly("Disk M1, serial D1, 8000000000 bytes is gone.");
    }
}
