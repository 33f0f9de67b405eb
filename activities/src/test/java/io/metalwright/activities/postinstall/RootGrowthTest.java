package io.metalwright.activities.postinstall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.metalwright.activities.disks.Located;
import io.metalwright.activities.shell.SimulatedBootOs;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.FileSystems;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real script on a disk of 2 GiB that the kernel tells of in a folder; programs that write are replaced by what they would do to it. */
@Timeout(60)
class RootGrowthTest {
    private static final long DISK = 2L << 30;
    private static final long FULL_SECTORS = (DISK >> 9) - 2048 - 12288;

    @TempDir
    Path folder;

    private SimulatedBootOs bootOs;
    private Path target;

    @BeforeEach
    void start() throws Exception {
        partition(1, 2048, 2047);
        partition(3, 12288, 81920);
        target = folder.resolve("target");
        Files.createDirectories(target.resolve("etc"));
        Files.writeString(target.resolve("etc/os-release"), "NAME=x\n");
        bootOs = new SimulatedBootOs(folder)
                // The magic number, then blocks, their size, features with 64 bit, and the upper half of the blocks.
                .tool("od", """
                        case "$*" in
                          */dev/sda1) ;;
                          */dev/sda) ;;
                          *-j1080*) echo ' ef53' ;;
                          *-j1028*) cat "$SIMULATED/blocks" ;;
                          *-j1048*) echo '          2' ;;
                          *-j1120*) echo '        706' ;;
                          *-j1360*) echo '          0' ;;
                        esac""")
                .tool("blockdev", ":")
                .tool("mount", "echo \"$*\" >> \"$SIMULATED/mounts\"")
                .tool(
                        "sfdisk",
                        "echo \"$*\" >> \"$SIMULATED/log\"; echo " + FULL_SECTORS
                                + " > \"$SIMULATED/sys/class/block/sda/sda3/size\"")
                .tool("e2fsck", "echo e2fsck >> \"$SIMULATED/log\"")
                .tool("modprobe", ":")
                .tool(
                        "resize2fs",
                        "echo \"resize2fs $1\" >> \"$SIMULATED/log\"; echo " + FULL_SECTORS / 8
                                + " > \"$SIMULATED/blocks\"");
        Files.writeString(folder.resolve("blocks"), "      10240\n");
    }

    @AfterEach
    void stop() throws IOException {
        bootOs.close();
    }

    @Test
    void theLastPartitionAndItsFileSystemThenFillTheDisk() throws IOException {
        assertThat(grow())
                .isEqualTo("/dev/sda3 has " + FULL_SECTORS * 512 + " bytes, its ext4 " + FULL_SECTORS / 8 * 4096);
        assertThat(bootOs.file("log"))
                .isEqualTo("--no-reread --no-tell-kernel --force -q -N 3 /dev/sda\nresize2fs /dev/sda3\n");
        assertThat(bootOs.file("target.mounted")).isEqualTo("/dev/sda /dev/sda3\n");
    }

    @Test
    void doneAgainItWritesNoTable() throws IOException {
        var first = grow();
        Files.delete(folder.resolve("log"));
        assertThat(grow()).isEqualTo(first);
        assertThat(bootOs.file("log")).isEqualTo("resize2fs /dev/sda3\n");
    }

    @Test
    void whatTheKernelCannotGrowIsCheckedAndGrownUnmounted() throws IOException {
        bootOs.tool("resize2fs", """
                echo "resize2fs $1" >> "$SIMULATED/log"
                grep -q e2fsck "$SIMULATED/log" || exit 1
                echo %d > "$SIMULATED/blocks"
                """.formatted(FULL_SECTORS / 8));
        assertThat(grow()).endsWith("its ext4 " + FULL_SECTORS / 8 * 4096);
        assertThat(bootOs.file("log")).endsWith("resize2fs /dev/sda3\ne2fsck\nresize2fs /dev/sda3\n");
    }

    @Test
    void aTableThatReadsAsBeforeIsNotDone() throws IOException {
        bootOs.tool("sfdisk", ":").tool("partx", ":");
        var failure = catchThrowableOfType(ApplicationFailure.class, this::grow);
        assertThat(failure.getType()).isEqualTo(FailureTypes.NOT_DONE);
        assertThat(folder.resolve("target.mounted")).doesNotExist();
    }

    @Test
    void aFileSystemWithErrorsIsABrokenImage() throws IOException {
        bootOs.tool("resize2fs", "exit 1").tool("e2fsck", "echo 'UNEXPECTED INCONSISTENCY'; exit 4");
        var failure = catchThrowableOfType(ApplicationFailure.class, this::grow);
        assertThat(failure.getType()).isEqualTo(FailureTypes.IMAGE_BROKEN);
        assertThat(failure.getOriginalMessage()).contains("/dev/sda3").contains("UNEXPECTED INCONSISTENCY");
    }

    /** It lies in another, whose end is not its own. */
    @Test
    void aLogicalPartitionIsLeftAsItIs() throws IOException {
        partition(2, 94208, 2);
        partition(5, 96256, 4096);
        assertThat(grow()).isEqualTo("/dev/sda5 has 2097152 bytes, and is a logical partition, which is left as it is");
        assertThat(folder.resolve("log")).doesNotExist();
    }

    /** The simulated sfdisk makes it as large as the disk allows, so the wish is for that. */
    @Test
    void toASizeOfItsOwnItGrowsInFrontOfWhatARunHasMadeBehindIt() throws IOException {
        partition(4, 3 << 20, 2048);
        Files.writeString(folder.resolve("sys/class/block/sda/sda4/uevent"), "PARTN=4\nPARTNAME=metalwright-home\n");
        var bytes = FULL_SECTORS * 512 >> 20 << 20;
        assertThat(growTo(bytes, "metalwright-home")).startsWith("/dev/sda3 has ");
        assertThat(bootOs.file("log")).startsWith("--no-reread --no-tell-kernel --force -q -N 3 /dev/sda\n");
    }

    @Test
    void whatIsLargerInTheImageIsNotMadeSmaller() {
        var refusal = catchThrowableOfType(ApplicationFailure.class, () -> growTo(32L << 20));
        assertThat(refusal.getType()).isEqualTo(FailureTypes.REFUSED);
        assertThat(refusal.getOriginalMessage())
                .endsWith("make /dev/sda3 32 MiB large: it has 40 MiB in the image, and nothing is made smaller");
        assertThat(folder.resolve("log")).doesNotExist();
    }

    @Test
    void whatTheDiskCannotHoldIsRefusedBeforeTheTableIsWritten() {
        var refusal = catchThrowableOfType(ApplicationFailure.class, () -> growTo(DISK));
        assertThat(refusal.getType()).isEqualTo(FailureTypes.DISK_TOO_SMALL);
        assertThat(folder.resolve("log")).doesNotExist();
    }

    private String growTo(long bytes, String... later) {
        try (var shell = bootOs.shells().open(bootOs.target(), () -> {})) {
            return new RootGrowth(shell, new Located("/dev/sda", DISK), target.toString())
                    .growTo(new FileSystems.RootWish(bytes, List.of(later)));
        }
    }

    private String grow() {
        try (var shell = bootOs.shells().open(bootOs.target(), () -> {})) {
            return new RootGrowth(shell, new Located("/dev/sda", DISK), target.toString()).grow();
        }
    }

    private void partition(int number, long start, long sectors) throws IOException {
        var node = Files.createDirectories(folder.resolve("sys/class/block/sda/sda" + number));
        Files.writeString(node.resolve("partition"), number + "\n");
        Files.writeString(node.resolve("start"), start + "\n");
        Files.writeString(node.resolve("size"), sectors + "\n");
    }
}
