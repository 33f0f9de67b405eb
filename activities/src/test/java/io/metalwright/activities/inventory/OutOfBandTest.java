package io.metalwright.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.CmdbSettings;
import io.metalwright.cmdb.machine.HardwareChange;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.BootMode;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.SiteName;
import io.metalwright.model.hardware.BiosFacts;
import io.metalwright.model.hardware.BmcVersion;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.Drive;
import io.metalwright.model.hardware.Fact;
import io.metalwright.model.hardware.FactSource;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.HardwareTree;
import io.metalwright.model.hardware.InstalledFirmware;
import io.metalwright.model.hardware.Memory;
import io.metalwright.model.hardware.Nic;
import io.metalwright.model.hardware.OutOfBandReport;
import io.metalwright.model.hardware.Port;
import io.metalwright.model.hardware.Processor;
import io.metalwright.model.hardware.SystemFacts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a BMC tells, beside what the machine told itself. */
class OutOfBandTest {
    private static final MachineId MACHINE = MachineId.of("m-00000001");
    private static final MacAddress MAC = MacAddress.of("52:54:00:00:00:01");

    @TempDir
    Path folder;

    private static HardwareReport inBand(String... disks) {
        return new HardwareReport(
                1,
                Instant.EPOCH,
                new SystemFacts(
                        "Dell Inc.", "PowerEdge R640", "8CYCZ23", "00112233-4455-6677-8899-aabbccddeeff", null, null),
                new BiosFacts("Dell", "2.10.2", null),
                BootMode.UEFI,
                null,
                "x86_64",
                List.of(new Processor("Intel(R) Xeon(R) Gold 6230 CPU @ 2.10GHz", "Intel", "CPU0", 20, 40)),
                new Memory(64L << 30, List.of()),
                List.of(disks).stream()
                        .map(serial -> new Disk("/dev/sda", 960L << 30, 512, "M1", serial, null, "sata", false, false))
                        .toList(),
                List.of(new Nic("eth0", MAC, "tg3", true, 1000, List.of(), null, true)),
                List.of(),
                null);
    }

    private static OutOfBandReport outOfBand(Instant at, long memory, String... drives) {
        return new OutOfBandReport(
                1,
                at,
                "Dell iDRAC",
                new SystemFacts(
                        "Dell", "PowerEdge R640", "8CYCZ23", "33221100-5544-7766-8899-aabbccddeeff", null, null),
                new BiosFacts(null, "2.10.2", null),
                BootMode.UEFI,
                false,
                null,
                List.of(new Processor("Xeon Gold 6230", null, "CPU.Socket.1", 20, 0)),
                new Memory(memory, List.of()),
                List.of(drives).stream()
                        .map(serial -> new Drive("Bay 1", 960L << 30, "M1", serial, null, "sata", false, "1.0", "OK"))
                        .toList(),
                List.of(),
                List.of(new Port("NIC.1", MAC, null, 1000, null)),
                List.of(),
                new BmcVersion("14G", "3.34", null, null),
                List.of(new InstalledFirmware("Backplane", "4.35")),
                List.of());
    }

    @Test
    void eachFactHasItsSourceAndWhatIsNotAgreedOnIsSaid() {
        var tree = HardwareTree.of(inBand("D1", "D2"), outOfBand(Instant.EPOCH, 32L << 30, "d1 ", "D3"));

        var system = tree.parts().getFirst();
        assertThat(system.facts())
                .contains(
                        new Fact("maker", "Dell Inc.", FactSource.BOTH, null),
                        new Fact("uuid", "00112233-4455-6677-8899-aabbccddeeff", FactSource.BOTH, null),
                        new Fact("secure boot", "false", FactSource.OUT_OF_BAND, null),
                        new Fact("architecture", "x86_64", FactSource.IN_BAND, null));
        assertThat(tree.parts().getLast())
                .hasToString(
                        "HardwarePart[kind=firmware, name=Backplane, facts=[Fact[name=version, value=4.35, source=OUT_OF_BAND, outOfBand=null]]]");
        assertThat(tree.parts())
                .filteredOn(part -> part.kind().equals("disk"))
                .extracting(part -> part.name())
                .containsExactly("D1", "D2", "D3");
        assertThat(tree.differences())
                .containsExactly(
                        "Memory: MiB is 65536 in-band, and 32768 by the BMC.",
                        "Disk D2 is not seen by the BMC.",
                        "Disk D3 is seen by the BMC alone.");
    }

    @Test
    void oneSideAloneContradictsNobody() {
        assertThat(HardwareTree.of(inBand("D1"), null).differences()).isEmpty();
        assertThat(HardwareTree.of(null, outOfBand(Instant.EPOCH, 1 << 30, "D1"))
                        .parts())
                .flatExtracting(part -> part.facts())
                .extracting(fact -> fact.source())
                .containsOnly(FactSource.OUT_OF_BAND);
        assertThat(HardwareTree.of(null, null).parts()).isEmpty();
    }

    @Test
    void anInspectionTellsWhatChangedSinceTheLastAndKeepsIt() throws Exception {
        try (var cmdb = Cmdb.open(CmdbSettings.embedded(folder))) {
            cmdb.machines()
                    .enter(MachineRow.entered(
                            MACHINE, "u1", SiteName.of("default"), MachineState.AVAILABLE, MAC, Instant.EPOCH));
            var inventory = new CmdbInventory(cmdb);
            var first = outOfBand(Instant.ofEpochSecond(1), 64L << 30, "D1");
            var second = outOfBand(Instant.ofEpochSecond(2), 32L << 30, "D9");

            assertThat(inventory.recordOutOfBand(MACHINE, first).changes())
                    .containsExactly("It was never inspected so before.");
            assertThat(cmdb.machines().find(MACHINE).orElseThrow().serial()).isEqualTo("8CYCZ23");
            assertThat(cmdb.inspections().outOfBand(MACHINE)).contains(first);

            inventory.recordHardware(MACHINE, inBand("D1"));
            var news = inventory.recordOutOfBand(MACHINE, second);

            assertThat(news.changes())
                    .containsExactly("Memory: MiB was 65536 and is 32768.", "Disk D1 is gone.", "Disk D9 is new.");
            assertThat(news.differences()).contains("Disk D9 is seen by the BMC alone.");
            assertThat(cmdb.inspections().changes(MACHINE, 10))
                    .extracting(HardwareChange::line)
                    .containsExactlyElementsOf(news.changes());
            assertThat(cmdb.inspections().changes(MACHINE, 10).getFirst().source())
                    .isEqualTo(FactSource.OUT_OF_BAND);
            assertThat(inventory.recordOutOfBand(MACHINE, second).changes()).isEmpty();
        }
    }
}
