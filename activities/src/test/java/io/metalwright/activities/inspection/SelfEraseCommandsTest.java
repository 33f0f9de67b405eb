package io.metalwright.activities.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.SimulatedBootOs;
import io.metalwright.model.BootMode;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.Memory;
import io.metalwright.model.hardware.SelfErase;
import io.metalwright.model.hardware.SystemFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tools are stood for by what they said of real disks; shell, awk and jq are the real ones. */
@Timeout(60)
class SelfEraseCommandsTest {
    @TempDir
    Path folder;

    private SimulatedBootOs bootOs;

    @BeforeEach
    void start() throws Exception {
        bootOs = new SimulatedBootOs(folder);
    }

    @AfterEach
    void stop() throws Exception {
        bootOs.close();
    }

    @Test
    void aDiskHasTheCommandsThatItNamedAndNoOthers() {
        var answer = "/dev/nvme0n1 nvme-format\n/dev/sda ata-secure-erase\n/dev/sdb something-new\n";
        assertThat(SelfEraseCommands.commands(answer, "/dev/nvme0n1")).containsExactly(SelfErase.NVME_FORMAT);
        assertThat(SelfEraseCommands.commands(answer, "/dev/sda")).containsExactly(SelfErase.ATA_SECURE_ERASE);
        assertThat(SelfEraseCommands.commands(answer, "/dev/sdb")).isEmpty();
        assertThat(SelfEraseCommands.commands("", "/dev/sda")).isEmpty();
    }

    @Test
    void anAtaDiskThatIsFreeErasesItself() throws Exception {
        assertThat(askedOfAta(recorded("wd4003fzex"))).containsExactly(SelfErase.ATA_SECURE_ERASE);
    }

    @Test
    void anAtaDiskThatTheFirmwareHasFrozenDoesNot() throws Exception {
        assertThat(askedOfAta(recorded("toshiba-frozen"))).isEmpty();
    }

    @Test
    void norDoesOneThatSomebodyHasLockedOrGivenAPassword() throws Exception {
        for (var word : List.of("locked", "enabled")) {
            assertThat(askedOfAta(recorded("wd4003fzex").replace("\tnot\t" + word, "\t\t" + word)))
                    .as(word)
                    .isEmpty();
        }
    }

    @Test
    void norDoesOneWithoutTheFeatureOrThatDoesNotAnswer() throws Exception {
        assertThat(askedOfAta(recorded("wd4003fzex").replace("\t\tsupported\n", "\tnot\tsupported\n")))
                .isEmpty();
        bootOs.tool("hdparm", "exit 5");
        assertThat(asked("/dev/sda", "sata")).isEmpty();
    }

    @Test
    void anNvmeDiskErasesItselfWhenItsControllerFormats() throws Exception {
        bootOs.tool("nvme", "echo '{\"vid\":6966,\"oacs\":10}'");
        assertThat(asked("/dev/nvme0n1", "nvme")).containsExactly(SelfErase.NVME_FORMAT);
        bootOs.tool("nvme", "echo '{\"vid\":6966,\"oacs\":8}'");
        assertThat(asked("/dev/nvme0n1", "nvme")).isEmpty();
    }

    private List<SelfErase> askedOfAta(String answer) throws IOException {
        bootOs.tool("hdparm", "[ \"$1\" = -I ] && cat <<'ANSWER'\n\n/dev/sda:\n\n" + answer + "ANSWER\n");
        return asked("/dev/sda", "sata");
    }

    private List<SelfErase> asked(String disk, String bus) throws IOException {
        try (BootOsShell shell = bootOs.shells().open(bootOs.target(), () -> {})) {
            return SelfEraseCommands.addedTo(report(disk, bus), shell)
                    .disks()
                    .getFirst()
                    .selfErase();
        }
    }

    private static HardwareReport report(String disk, String bus) {
        return new HardwareReport(
                1,
                Instant.EPOCH,
                new SystemFacts(null, null, null, null, null, null),
                null,
                BootMode.BIOS,
                null,
                "x86_64",
                List.of(),
                new Memory(1 << 30, List.of()),
                List.of(new Disk(disk, 8L << 30, 512, null, "D1", null, bus, false, false)),
                List.of(),
                List.of(),
                null);
    }

    private static String recorded(String name) throws IOException {
        try (var in = Objects.requireNonNull(
                SelfEraseCommandsTest.class.getResourceAsStream("hdparm/" + name + ".txt"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
