package io.metalwright.activities.postinstall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.metalwright.activities.shell.SimulatedBootOs;
import io.metalwright.model.BootMode;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real script in the smallest system there is, with a GRUB that writes down what it was asked for. The real one is seen in BareMachineTest. */
@Timeout(60)
class BootLoaderTest {
    private static final String UUID = "0d49745d-16ad-8eda-a4af-1db7eab814bf";

    @TempDir
    Path folder;

    private Path system;
    private SimulatedBootOs bootOs;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                ProcessHandle.current().info().user().filter("root"::equals).isPresent(), "chroot is for root alone");
        partition(1, "bios-boot", 2048);
        partition(2, "efi-system", 258048);
        partition(3, "root", 1 << 20);
        system = SmallSystem.in(folder.resolve("system"));
        Files.createDirectories(system.resolve("boot/grub"));
        Files.createDirectories(system.resolve("usr/lib/grub/i386-pc"));
        Files.createDirectories(system.resolve("usr/lib/grub/x86_64-efi"));
        Files.writeString(system.resolve("boot/vmlinuz-6.1"), "kernel");
        Files.writeString(system.resolve("usr/lib/grub/i386-pc/normal.mod"), "module");
        Files.writeString(system.resolve("usr/lib/grub/x86_64-efi/normal.mod"), "module");
        program("grub-install", """
                case "$1" in
                  --help) echo --force-extra-removable ;;
                  --version) echo 'grub-install (GRUB) 2.06' ;;
                  *) echo "$*" >> /asked; mkdir -p /boot/efi/EFI/BOOT && echo loader > /boot/efi/EFI/BOOT/BOOTX64.EFI ;;
                esac""");
        // As the real one: by UUID only where a link is.
        program(
                "update-grub",
                "[ ! -L /dev/disk/by-uuid/" + UUID + " ] || echo linux root=UUID=" + UUID + " > /boot/grub/grub.cfg");
        bootOs = new SimulatedBootOs(folder)
                .tool("od", "case \"$*\" in */dev/sda3*) echo ' ef53' ;; esac")
                .tool("mount", "echo \"$*\" >> \"$SIMULATED/mounts\"")
                .tool("blkid", """
                        case "$*" in
                          *UUID*/dev/sda2) echo ABCD-1234 ;;
                          *UUID*/dev/sda3) echo %s ;;
                        esac""".formatted(UUID))
                .tool("mkfs.vfat", "echo \"$*\" >> \"$SIMULATED/made\"")
                .tool("head", "case \"$*\" in */dev/sda*) echo loader ;; *) exec /usr/bin/head \"$@\" ;; esac");
    }

    @AfterEach
    void stop() throws IOException {
        if (bootOs != null) {
            bootOs.close();
        }
    }

    @Test
    void underBiosGrubGoesOnTheDiskAndTheRootIsNamedByItsUuid() throws Exception {
        Files.writeString(
                system.resolve("etc/fstab"),
                "# of the image\nLABEL=cloudimg-rootfs\t/\text4\tdiscard,errors=remount-ro\t0 1\nLABEL=UEFI /boot/efi vfat umask=0077 0 1\ntmpfs /tmp tmpfs defaults 0 0\n");
        assertThat(install(BootMode.BIOS))
                .isEqualTo("GRUB 2.06 for i386-pc on /dev/sda, 1 in its menu, root=UUID=" + UUID);
        assertThat(system.resolve("asked")).hasContent("--target=i386-pc --recheck /dev/sda");
        assertThat(system.resolve("etc/fstab"))
                .hasContent("UUID=" + UUID
                        + " / ext4 discard,errors=remount-ro 0 1\n# of the image\ntmpfs /tmp tmpfs defaults 0 0\n");
        assertThat(system.resolve("dev/disk/by-uuid")).isEmptyDirectory();
        var first = Files.readString(system.resolve("etc/fstab"));
        install(BootMode.BIOS);
        assertThat(system.resolve("etc/fstab")).hasContent(first);
    }

    @Test
    void underUefiItGoesToTheRemovablePathOfAnEfiSystemPartitionThatIsMounted() throws Exception {
        Files.writeString(system.resolve("etc/os-release"), "ID=small\nNAME=x\n");
        assertThat(install(BootMode.UEFI)).startsWith("GRUB 2.06 for x86_64-efi on /dev/sda");
        assertThat(system.resolve("asked"))
                .hasContent(
                        "--target=x86_64-efi --efi-directory=/boot/efi --bootloader-id=small --no-nvram --recheck --force-extra-removable");
        assertThat(bootOs.file("made")).isEqualTo("-F 32 -n EFI /dev/sda2\n");
        assertThat(bootOs.file("mounts")).contains("-t vfat /dev/sda2 " + system + "/boot/efi\n");
        assertThat(system.resolve("etc/fstab"))
                .content()
                .startsWith("UUID=" + UUID + " / ext4 defaults 0 1\nUUID=ABCD-1234 /boot/efi vfat umask=0077 0 1\n");
    }

    @Test
    void anImageWithoutABootLoaderIsToldSoWithWhatWouldHelp() throws Exception {
        Files.delete(system.resolve("usr/sbin/grub-install"));
        var refusal = refusal(BootMode.BIOS);
        assertThat(refusal.getType()).isEqualTo(FailureTypes.IMAGE_BROKEN);
        assertThat(refusal.isNonRetryable()).isTrue();
        assertThat(refusal.getOriginalMessage())
                .endsWith("the image has no boot loader: neither grub-install nor grub2-install");
        assertThat(refusal.getDetails().get(String.class))
                .contains("grub2-common with grub-pc-bin", "/postInstall", "an image of a whole disk");
    }

    @Test
    void aGrubForTheOtherBootModeIsNone() throws Exception {
        Files.delete(system.resolve("usr/lib/grub/x86_64-efi/normal.mod"));
        assertThat(refusal(BootMode.UEFI).getOriginalMessage())
                .endsWith("the GRUB of the image is none for this machine: /usr/lib/grub/x86_64-efi is not there");
        assertThat(bootOs.folder().resolve("made")).doesNotExist();
    }

    @Test
    void anImageWithoutAKernelIsNotGivenALoader() throws Exception {
        Files.delete(system.resolve("boot/vmlinuz-6.1"));
        assertThat(refusal(BootMode.BIOS).getOriginalMessage()).contains("the image holds no kernel");
        assertThat(system.resolve("asked")).doesNotExist();
    }

    @Test
    void aMenuThatNamesAnotherRootIsNoProof() throws Exception {
        program("update-grub", "echo linux root=/dev/sda3 > /boot/grub/grub.cfg");
        var refusal = refusal(BootMode.BIOS);
        assertThat(refusal.getType()).isEqualTo(FailureTypes.NOT_DONE);
        assertThat(refusal.getOriginalMessage()).endsWith("it does not name the root by its UUID " + UUID);
    }

    @Test
    void whatGrubSaysWhenItFailsIsPassedOn() throws Exception {
        program(
                "grub-install",
                "[ \"$1\" = --help ] || { echo 'error: will not proceed with blocklists.' >&2; exit 1; }");
        assertThat(refusal(BootMode.BIOS).getOriginalMessage())
                .contains("install GRUB on /dev/sda", "ended with status 1: error: will not proceed with blocklists.");
    }

    private String install(BootMode mode) {
        try (var shell = bootOs.shells().open(bootOs.target(), () -> {})) {
            return new BootLoader(shell, system.toString()).install("/dev/sda", mode);
        }
    }

    private ApplicationFailure refusal(BootMode mode) {
        return catchThrowableOfType(ApplicationFailure.class, () -> install(mode));
    }

    private void program(String name, String script) throws IOException {
        var file = system.resolve("usr/sbin").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void partition(int number, String name, long sectors) throws IOException {
        var node = Files.createDirectories(folder.resolve("sys/class/block/sda/sda" + number));
        Files.writeString(node.resolve("partition"), number + "\n");
        Files.writeString(node.resolve("size"), sectors + "\n");
        Files.writeString(node.resolve("uevent"), "PARTN=" + number + "\nPARTNAME=" + name + "\n");
    }
}
