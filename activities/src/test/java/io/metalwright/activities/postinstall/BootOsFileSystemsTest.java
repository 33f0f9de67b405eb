package io.metalwright.activities.postinstall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.activities.shell.SimulatedBootOs;
import io.metalwright.model.spec.FileSystemType;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.FileSystems;
import io.metalwright.workflows.steps.Raid;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is refused, by the real script on a disk that the kernel tells of in a folder. What is made, {@code BareMachineTest} judges on real disks. */
@Timeout(60)
class BootOsFileSystemsTest {
    private static final long DISK = 1L << 30;

    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();

    @TempDir
    Path folder;

    private SimulatedBootOs bootOs;
    private FileSystems fileSystems;

    @BeforeEach
    void start() throws Exception {
        var root = Files.createDirectories(folder.resolve("sys/class/block/sda/sda1"));
        Files.writeString(root.resolve("partition"), "1\n");
        Files.writeString(root.resolve("start"), "2048\n");
        Files.writeString(root.resolve("size"), (512 << 11) + "\n");
        bootOs = new SimulatedBootOs(folder)
                .tool("metalwright-find-disk", "echo /dev/sda")
                .tool("blockdev", ":")
                .tool("blkid", "echo gpt")
                .tool("wipefs", "echo wipefs >> \"$SIMULATED/log\"")
                .tool("sfdisk", "cat >> \"$SIMULATED/log\"");
        temporal.registerActivitiesImplementations(
                new BootOsFileSystems(bootOs.shells(), folder.resolve("target").toString()));
        fileSystems = temporal.newActivityStub(FileSystems.class, ActivityTimes.USUAL);
    }

    @AfterEach
    void stop() throws IOException {
        temporal.close();
        bootOs.close();
    }

    @Test
    void partitionsFollowEachOtherBehindTheLastOfTheImage() throws IOException {
        assertThat(refusal(false, wanted("a", 100L << 20), wanted("b", null)).getType())
                .isEqualTo(FailureTypes.NOT_DONE);
        assertThat(bootOs.file("log")).isEqualTo("""
                        start=513MiB, size=100MiB, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, name="metalwright-a"
                        start=613MiB, size=410MiB, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, name="metalwright-b"
                        """);
    }

    @Test
    void whatHasNoRoomBehindTheImageIsRefusedBeforeAnythingIsWritten() {
        var refusal = refusal(false, wanted("a", 600L << 20));
        assertThat(refusal.getType()).isEqualTo(FailureTypes.DISK_TOO_SMALL);
        assertThat(refusal.getOriginalMessage())
                .endsWith("make a ext4 of 600 MiB on /dev/sda: from MiB 513 on, 510 are free");
        assertThat(folder.resolve("log")).doesNotExist();
    }

    @Test
    void aTableOfDosHasNoNamesAndIsLeftAsItIs() throws IOException {
        bootOs.tool("blkid", "echo dos");
        var refusal = refusal(false, wanted("a", 100L << 20));
        assertThat(refusal.getType()).isEqualTo(FailureTypes.REFUSED);
        assertThat(refusal.getOriginalMessage()).contains("the image's partition table is 'dos'");
        assertThat(folder.resolve("log")).doesNotExist();
    }

    private ApplicationFailure refusal(boolean whole, FileSystems.Wanted... wanted) {
        var device = new Raid.Device("/dev/sda", "D1", DISK, "");
        var failure = catchThrowableOfType(
                ActivityFailure.class,
                () -> fileSystems.make(bootOs.target(), device, new FileSystems.Order(whole, List.of(wanted))));
        return (ApplicationFailure) failure.getCause();
    }

    private static FileSystems.Wanted wanted(String name, @Nullable Long bytes) {
        return new FileSystems.Wanted(
                "metalwright-" + name,
                "00000000-0000-0000-0000-00000000000" + name,
                bytes,
                FileSystemType.EXT4,
                "",
                "/" + name,
                null);
    }
}
