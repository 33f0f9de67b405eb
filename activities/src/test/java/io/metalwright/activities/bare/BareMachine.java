package io.metalwright.activities.bare;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An emulated server with two empty disks and a network of its own. A restart ends QEMU, so that each power-on says what it boots. */
final class BareMachine implements AutoCloseable {
    static final String MAC = "52:54:00:ba:4e:01";
    static final String SECOND_MAC = "52:54:00:ba:4e:02";
    static final List<String> SERIALS = List.of("MIRROR-A", "MIRROR-B");
    /** What BootOS gets by DHCP. */
    private static final String BOOT_ADDRESS = "10.0.2.15";
    /** Free in QEMU's user network. */
    static final String SYSTEM_ADDRESS = "10.0.2.40";

    private static final Path UEFI = Path.of("/usr/share/OVMF");

    final int bootPort = freePort();
    final int systemPort = freePort();

    private final Path folder;
    private @Nullable Process qemu;

    BareMachine(Path folder, long diskBytes) throws IOException {
        this.folder = folder;
        for (var serial : SERIALS) {
            try (var disk = new RandomAccessFile(folder.resolve(serial).toFile(), "rw")) {
                disk.setLength(diskBytes);
            }
        }
    }

    void bootKernel(Path kernel, Path initrd, String commandLine) throws IOException {
        start("-kernel", kernel.toString(), "-initrd", initrd.toString(), "-append", commandLine);
    }

    void bootDisk() throws IOException {
        start("-boot", "c");
    }

    /** With EFI variables that know of no boot entry, as where a disk was put in. */
    void bootDiskUnderUefi() throws IOException {
        var variables = folder.resolve("variables");
        Files.copy(UEFI.resolve("OVMF_VARS_4M.fd"), variables, StandardCopyOption.REPLACE_EXISTING);
        start(
                "-drive",
                "if=pflash,format=raw,readonly=on,file=" + UEFI.resolve("OVMF_CODE_4M.fd"),
                "-drive",
                "if=pflash,format=raw,file=" + variables);
    }

    private void start(String... what) throws IOException {
        var command = new ArrayList<>(List.of("qemu-system-x86_64", "-accel", "tcg", "-M", "q35", "-cpu", "max"));
        command.addAll(List.of("-m", "1024", "-display", "none", "-monitor", "none", "-no-reboot"));
        command.addAll(List.of("-serial", "file:" + console(), "-device", "virtio-rng-pci"));
        for (var serial : SERIALS) {
            command.addAll(List.of(
                    "-drive",
                    "file=" + folder.resolve(serial) + ",format=raw,if=none,cache=unsafe,discard=unmap,id=" + serial));
            command.addAll(List.of("-device", "virtio-blk-pci,drive=" + serial + ",serial=" + serial));
        }
        command.addAll(List.of(
                "-netdev",
                "user,id=world,hostfwd=tcp:127.0.0.1:" + bootPort + "-" + BOOT_ADDRESS + ":22,hostfwd=tcp:127.0.0.1:"
                        + systemPort + "-" + SYSTEM_ADDRESS + ":22"));
        // Two ports on one wire, as a bond has them.
        command.addAll(List.of("-netdev", "hubport,id=uplink,hubid=0,netdev=world"));
        for (var mac : List.of(MAC, SECOND_MAC)) {
            var port = "port" + mac.replace(":", "");
            command.addAll(List.of("-netdev", "hubport,id=" + port + ",hubid=0"));
            command.addAll(List.of("-device", "virtio-net-pci,romfile=,netdev=" + port + ",mac=" + mac));
        }
        command.addAll(List.of(what));
        qemu = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("qemu.log").toFile()))
                .start();
    }

    /** Whether it went down by itself. */
    boolean endsWithin(long seconds) throws InterruptedException {
        return qemu.waitFor(seconds, TimeUnit.SECONDS);
    }

    Path console() {
        return folder.resolve("console.log");
    }

    /** The end of what it said on its serial line. */
    String lastWords() {
        try {
            var text = Files.readString(console(), StandardCharsets.ISO_8859_1);
            return text.substring(Math.max(0, text.length() - 3000));
        } catch (IOException e) {
            return "its console said nothing";
        }
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (qemu != null) {
            qemu.destroyForcibly().waitFor();
        }
    }
}
