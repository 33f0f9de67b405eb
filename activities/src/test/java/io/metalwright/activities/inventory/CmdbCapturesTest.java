package io.metalwright.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.activities.imaging.LocalImageStore;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.CmdbSettings;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.cmdb.segment.AddressPurpose;
import io.metalwright.model.BootMode;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.Sha256;
import io.metalwright.model.SiteName;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.Memory;
import io.metalwright.model.hardware.Nic;
import io.metalwright.model.hardware.SystemFacts;
import io.metalwright.model.image.ImageChunk;
import io.metalwright.model.image.ImageManifest;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.spec.CaptureSpec;
import io.metalwright.workflows.steps.RunningSystem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CmdbCapturesTest {
    private static final SiteName SITE = SiteName.of("default");
    private static final MachineId MACHINE = MachineId.of("m-00000001");
    private static final MacAddress MAC = MacAddress.of("52:54:00:00:00:01");
    private static final Ipv4Address ADDRESS = Ipv4Address.of("10.0.0.7");

    @TempDir
    Path folder;

    private Cmdb cmdb;
    private LocalImageStore store;
    private CmdbCaptures captures;

    @BeforeEach
    void open() {
        cmdb = Cmdb.open(CmdbSettings.embedded(folder));
        store = new LocalImageStore(folder.resolve("images"));
        captures = new CmdbCaptures(cmdb, store);
        enter(MACHINE, "web1", MAC);
        cmdb.machines().recordHardware(MACHINE, report(2), List.of(MAC));
    }

    @AfterEach
    void close() {
        cmdb.close();
    }

    private void enter(MachineId id, String name, MacAddress mac) {
        cmdb.machines().enter(MachineRow.entered(id, name, SITE, MachineState.DISCOVERED, mac, Instant.now()));
    }

    private static HardwareReport report(int disks) {
        return new HardwareReport(
                1,
                Instant.EPOCH,
                new SystemFacts("Acme", "Rack 1", "SN-1", "uuid-1", null, null),
                null,
                BootMode.BIOS,
                null,
                "x86_64",
                List.of(),
                new Memory(1 << 30, List.of()),
                List.of(disk("D1", false), disk("D2", false), disk("STICK", true))
                        .subList(0, disks),
                List.of(new Nic("eth0", MAC, null, true, null, List.of(), null, true)),
                List.of(),
                null);
    }

    private static Disk disk(String serial, boolean removable) {
        return new Disk("/dev/" + serial, 8_000_000_000L, 512, null, serial, null, "virtio", false, removable);
    }

    private static CaptureSpec golden(String disk) {
        return new CaptureSpec(MACHINE, "golden", disk);
    }

    @Test
    void theDiskThatIsNamedIsMeant() {
        assertThat(captures.choose(MACHINE, golden("D2")).serial()).isEqualTo("D2");
    }

    @Test
    void whereThereAreSeveralOneMustBeNamed() {
        assertThatThrownBy(() -> captures.choose(MACHINE, golden(null)))
                .hasMessageContaining("It is not said which disk is meant, and there are 2 disks");
        assertThatThrownBy(() -> captures.choose(MACHINE, golden("D9"))).hasMessageContaining("0 disks");
        cmdb.machines().recordHardware(MACHINE, report(1), List.of(MAC));
        assertThat(captures.choose(MACHINE, golden(null)).serial()).isEqualTo("D1");
    }

    @Test
    void anImageThatGotTheNameMeanwhileIsKept() throws Exception {
        var disk = captures.choose(MACHINE, golden("D1"));
        var imported = manifest("imported");
        cmdb.images().recordReady("golden", imported, "qcow2", "https://example.org/golden.qcow2");
        var read = manifest("read");

        assertThatThrownBy(() -> captures.record("golden", read.digest(), MACHINE, disk))
                .hasMessageContaining("has come from https://example.org/golden.qcow2");
        assertThat(cmdb.images().find("golden").orElseThrow().digest()).isEqualTo(imported.digest());

        cmdb.images().delete("golden");
        captures.record("golden", read.digest(), MACHINE, disk);
        captures.record("golden", read.digest(), MACHINE, disk);
        assertThat(cmdb.images().find("golden").orElseThrow().digest()).isEqualTo(read.digest());
    }

    private ImageManifest manifest(String contents) throws Exception {
        var manifest = ImageManifest.of(
                1 << 20, ImageManifest.CHUNK_BYTES, List.of(new ImageChunk(0, 4096, Sha256.sumOf(contents), 100)));
        store.keepManifest(manifest);
        return manifest;
    }

    @Test
    void aNameThatIsTakenIsRefusedAndAnEnteredImageIsReady() throws Exception {
        var manifest = manifest("x");

        captures.record("golden", manifest.digest(), MACHINE, captures.choose(MACHINE, golden("D1")));

        var image = cmdb.images().find("golden").orElseThrow();
        assertThat(image.digest()).isEqualTo(manifest.digest());
        assertThat(image.source()).contains("m-00000001", "D1");
        assertThatThrownBy(() -> captures.choose(MACHINE, golden("D1"))).hasMessageContaining("already an image");
    }

    @Test
    void anAdoptedMachineHasItsSystemAndItsAddress() {
        var found = new RunningSystem.Found(report(2), "db1", "Debian 12", "6.1");
        var adoptions = new CmdbAdoptions(cmdb);
        adoptions.record(MACHINE, found, ADDRESS);
        adoptions.record(MACHINE, found, ADDRESS);

        var machine = cmdb.machines().find(MACHINE).orElseThrow();
        assertThat(machine.state()).isEqualTo(MachineState.ADOPTED);
        assertThat(machine.hostname()).isEqualTo("db1");
        assertThat(machine.address()).isEqualTo(ADDRESS);
        assertThat(machine.os()).isEqualTo("Debian 12");
        assertThat(machine.image()).isNull();
    }

    @Test
    void anAddressThatIsAnotherMachinesIsRefusedAndNothingIsEntered() {
        var other = MachineId.of("m-00000002");
        enter(other, "web2", MacAddress.of("52:54:00:00:00:02"));
        cmdb.addresses().hold(SITE, ADDRESS, AddressPurpose.SYSTEM, other, null);

        assertThatThrownBy(() -> new CmdbAdoptions(cmdb)
                        .record(MACHINE, new RunningSystem.Found(report(2), "db1", null, "6.1"), ADDRESS))
                .hasMessageContaining("m-00000002");
        assertThat(cmdb.machines().find(MACHINE).orElseThrow().state()).isEqualTo(MachineState.DISCOVERED);
    }
}
