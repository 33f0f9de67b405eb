package io.metalwright.activities.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.activities.disks.FormerWork;
import io.metalwright.activities.disks.MountedSystem;
import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.activities.shell.SimulatedBootOs;
import io.metalwright.model.plan.EraseMethod;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.plan.PlannedErasure;
import io.metalwright.workflows.steps.Erasure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** wipefs, blkid and dd are the real ones, at work on a file that stands for a disk. */
@Timeout(60)
class BootOsErasureTest {
    private static final int BYTES = 16 << 20;
    private static final PlannedDisk PLANNED = new PlannedDisk(null, "D1", BYTES);

    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
    /** Each has one thread. */
    private final TestActivityEnvironment another = TestActivityEnvironment.newInstance();

    @TempDir
    Path folder;

    private SimulatedBootOs bootOs;
    private Path disk;
    private Erasure erasure;

    @BeforeEach
    void start() throws Exception {
        disk = folder.resolve("disk");
        try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(BYTES);
        }
        assertThat(new ProcessBuilder("mke2fs", "-q", "-F", "-t", "ext4", disk.toString())
                        .start()
                        .waitFor())
                .isZero();
        fill(BYTES - 4096, 4096);
        fill(5 << 20, 4096);
        bootOs = new SimulatedBootOs(folder)
                .tool("metalwright-report", "cat <<'JSON'\n" + report() + "\nJSON")
                .tool("blockdev", "case $1 in --getsize64) stat -c %s \"$2\" ;; esac")
                .tool("lsblk", "echo \"" + disk + "\"")
                .tool("partprobe", ":")
                .tool("mdadm", "exit 1");
        erasure = worker(temporal);
    }

    private Erasure worker(TestActivityEnvironment environment) {
        environment.registerActivitiesImplementations(new BootOsErasure(bootOs.shells(), former()));
        return environment.newActivityStub(Erasure.class, ActivityTimes.USUAL);
    }

    @AfterEach
    void stop() throws Exception {
        temporal.close();
        another.close();
        bootOs.close();
    }

    private FormerWork former() {
        return new FormerWork(
                folder.resolve("jobs").toString(), folder.resolve("target").toString());
    }

    private void fill(long offset, int bytes) throws IOException {
        try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.seek(offset);
            for (int at = 0; at < bytes; at++) {
                file.write(0x5a);
            }
        }
    }

    private byte[] contents() throws IOException {
        return Files.readAllBytes(disk);
    }

    private String report() {
        return """
                {"version":1,"collectedAt":"2026-11-21T00:00:00Z",
                 "system":{"manufacturer":null,"product":null,"serial":"S","uuid":null,"sku":null,"family":null},
                 "bios":null,"bootMode":"BIOS","secureBoot":null,"architecture":"x86_64","processors":[],
                 "memory":{"bytes":1,"modules":[]},
                 "disks":[{"name":"%s","bytes":%d,"logicalSectorBytes":512,"model":null,"serial":"D1","wwn":null,
                           "bus":"virtio","rotational":false,"removable":false}],
                 "nics":[],"controllers":[],"bmc":null}""".formatted(disk, BYTES);
    }

    @Test
    void aWipedDiskHoldsNoMarkAndItsMiddleIsLeftAlone() throws Exception {
        assertThat(erasure.wipe(bootOs.target(), List.of(PLANNED)))
                .contains("serial D1")
                .contains("no array, partition or signature");
        var left = contents();
        for (int at = 0; at < 1 << 20; at++) {
            assertThat(left[at] | left[BYTES - 1 - at]).isZero();
        }
        assertThat(left[5 << 20]).isEqualTo((byte) 0x5a);
        assertThat(erasure.wipe(bootOs.target(), List.of(PLANNED))).contains("serial D1");
    }

    @Test
    void anotherDiskThanThePlannedOneIsNotTouched() throws Exception {
        var before = contents();
        assertThatThrownBy(() -> erasure.wipe(bootOs.target(), List.of(new PlannedDisk(null, "D2", BYTES))))
                .hasStackTraceContaining("it is not there");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aWipeThatDoesNothingIsFoundOut() throws Exception {
        bootOs.tool("wipefs", "[ \"$1\" = -a ] || echo ext4");
        assertThatThrownBy(() -> erasure.wipe(bootOs.target(), List.of(PLANNED)))
                .hasStackTraceContaining("accepted, and there is still signatures: ext4");
    }

    /** As a run leaves it that was cancelled after its image had grown. */
    @Test
    void aSystemThatIsStillMountedIsLeftBeforeADiskIsWipedOrErased() throws Exception {
        var system = new MountedSystem(bootOs, former(), disk);
        bootOs.tool("wipefs", system.heldBack("/usr/sbin/wipefs"));
        system.mount();
        erasure.wipe(bootOs.target(), List.of(PLANNED));
        assertThat(system.left()).contains(former().target());
        system.mount();
        erasure.erase(bootOs.target(), new PlannedErasure(PLANNED, EraseMethod.OVERWRITE), 0);
        assertThat(system.mounts()).isEmpty();
    }

    @Test
    void anOverwrittenDiskIsZeroFromBeginningToEnd() throws Exception {
        assertThat(erasure.erase(bootOs.target(), new PlannedErasure(PLANNED, EraseMethod.OVERWRITE), 0))
                .contains(BYTES + " bytes overwritten with zeros")
                .contains("samples of 65536 bytes read back as zeros");
        assertThat(contents()).containsOnly(0);
    }

    @Test
    void anOverwritingGoesOnWhereAnEarlierAttemptWas() throws Exception {
        try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.write(new byte[8 << 20]);
        }
        assertThat(erasure.erase(bootOs.target(), new PlannedErasure(PLANNED, EraseMethod.OVERWRITE), 8 << 20))
                .contains("of which " + (8 << 20) + " in an earlier attempt");
        assertThat(contents()).containsOnly(0);
    }

    @Test
    void aDiskThatSaysYesAndErasesNothingIsFoundOut() throws Exception {
        bootOs.tool("nvme", "exit 0");
        assertThatThrownBy(
                        () -> erasure.erase(bootOs.target(), new PlannedErasure(PLANNED, EraseMethod.NVME_FORMAT), 0))
                .hasStackTraceContaining("it said yes, and")
                .hasStackTraceContaining("marks are still there");
    }

    @Test
    void aDiskThatErasesItselfKeepsNoMark() throws Exception {
        bootOs.tool("nvme", "dd if=/dev/zero of=\"$2\" bs=1M count=16 conv=notrunc status=none");
        assertThat(erasure.erase(bootOs.target(), new PlannedErasure(PLANNED, EraseMethod.NVME_FORMAT), 0))
                .contains("it erased itself (nvme-format)")
                .contains("none is left");
    }

    /** As after the death of the worker that began it: for hours the disk takes neither marks nor another command. */
    @Test
    void aDiskThatIsErasingItselfIsWaitedForAndNotToldOnceMore() throws Exception {
        var asked = folder.resolve("asked");
        var end = folder.resolve("end");
        bootOs.tool("nvme", """
                echo asked >> "%s"
                until [ -e "%s" ]; do sleep 0.1; done
                dd if=/dev/zero of="$2" bs=1M count=16 conv=notrunc status=none
                """.formatted(asked, end));
        var planned = new PlannedErasure(PLANNED, EraseMethod.NVME_FORMAT);
        CompletableFuture.supplyAsync(() -> erasure.erase(bootOs.target(), planned, 0));
        while (!Files.exists(asked)) {
            Thread.sleep(50);
        }
        temporal.close();
        var next = worker(another);
        var second = CompletableFuture.supplyAsync(() -> next.erase(bootOs.target(), planned, 0));
        Thread.sleep(2000);
        Files.createFile(end);
        assertThat(second).succeedsWithin(Duration.ofSeconds(30));
        assertThat(asked).hasContent("asked");
    }

    /** As a runbook may ask for, after a script that has written to it. */
    @Test
    void aDiskThatWasWrittenSinceErasesItselfOnceMore() throws Exception {
        bootOs.tool("nvme", "dd if=/dev/zero of=\"$2\" bs=1M count=16 conv=notrunc status=none");
        var planned = new PlannedErasure(PLANNED, EraseMethod.NVME_FORMAT);
        erasure.erase(bootOs.target(), planned, 0);
        fill(0, 4096);
        erasure.erase(bootOs.target(), planned, 0);
        assertThat(Files.readAllBytes(disk)).containsOnly(0);
    }

    @Test
    void aDiskThatFailedToEraseItselfIsToldOnceMore() throws Exception {
        bootOs.tool("nvme", "exit 1");
        var planned = new PlannedErasure(PLANNED, EraseMethod.NVME_FORMAT);
        assertThatThrownBy(() -> erasure.erase(bootOs.target(), planned, 0)).hasStackTraceContaining("erase itself");
        bootOs.tool("nvme", "dd if=/dev/zero of=\"$2\" bs=1M count=16 conv=notrunc status=none");
        assertThat(erasure.erase(bootOs.target(), planned, 0)).contains("none is left");
    }

    @Test
    void anAtaDiskIsGivenAPasswordAndThenTheCommandAndOneThatWasInterruptedIsOpenedFirst() throws Exception {
        bootOs.tool("hdparm", """
                echo "$*" >> "%s"
                case $* in *--security-erase*) dd if=/dev/zero of="$5" bs=1M count=16 conv=notrunc status=none ;; esac
                """.formatted(folder.resolve("asked")));
        assertThat(erasure.erase(bootOs.target(), new PlannedErasure(PLANNED, EraseMethod.ATA_SECURE_ERASE), 0))
                .contains("it erased itself (ata-secure-erase)");
        assertThat(Files.readAllLines(folder.resolve("asked")))
                .extracting(line -> line.split(" ")[2])
                .containsExactly("--security-unlock", "--security-disable", "--security-set-pass", "--security-erase");
        assertThat(contents()).containsOnly(0);
    }

    @Test
    void anAtaDiskThatRefusesIsLeftAsItWasAndSaid() throws Exception {
        bootOs.tool(
                "hdparm", "case $* in *--security-set-pass*) echo 'SG_IO: bad/missing sense data' >&2; exit 5 ;; esac");
        assertThatThrownBy(() ->
                        erasure.erase(bootOs.target(), new PlannedErasure(PLANNED, EraseMethod.ATA_SECURE_ERASE), 0))
                .hasStackTraceContaining("have " + disk + " erase itself")
                .hasStackTraceContaining("bad/missing sense data");
    }
}
