package io.metalwright.activities.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.model.image.ImageManifest;
import io.metalwright.workflows.steps.ImageLibrary;
import io.temporal.failure.ActivityFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lone file systems are made by the usual makers; sgdisk, sfdisk and blkid judge the disks that become of them. */
@Timeout(120)
class PartitionImageTest {
    private static final long MIB = 1 << 20;
    private static final long ROOT = 128 * MIB;

    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();

    @TempDir
    Path folder;

    private LocalImageStore store;
    private ImageLibrary library;

    @BeforeEach
    void open() throws IOException {
        store = new LocalImageStore(folder.resolve("images"));
        Files.createDirectories(store.uploads());
        temporal.registerActivitiesImplementations(
                new ChunkingImageLibrary(store, (name, manifest, format, source) -> {}));
        library = temporal.newActivityStub(ImageLibrary.class, ActivityTimes.USUAL);
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    @ParameterizedTest
    @CsvSource({
        "mkfs.ext4 -q -F, 20, ext4",
        "mkfs.ext4 -q -F -O ^64bit -b 1024, 20, ext4",
        "mkfs.ext3 -q -F, 20, ext3",
        "mkfs.xfs -q -f, 320, xfs"
    })
    void aLoneFileSystemBecomesTheLastPartitionOfADisk(String maker, int mebibytes, String type) throws Exception {
        var raw = fileSystem(maker, mebibytes);
        run("qemu-img convert -f raw -O qcow2 " + raw + " " + upload("root.qcow2"));
        var imported = library.importImage(new ImageLibrary.Request("root", "root.qcow2", null));
        assertThat(imported.format()).isEqualTo("partition:qcow2");
        assertThat(imported.manifest().sizeBytes()).isEqualTo(ROOT + (mebibytes + 1) * MIB);

        var disk = assembled(imported.manifest());
        assertThat(run("sgdisk -v " + disk)).contains("No problems found");
        assertThat(run("sfdisk -q -l -o Start,Sectors,Type,Name " + disk + " | tr -s ' ' | sed 's/^ //'"))
                .isEqualTo(
                        "Start Sectors Type Name\n2048 2048 BIOS boot bios-boot\n4096 258048 EFI System efi-system\n262144 "
                                + mebibytes * 2048 + " Linux filesystem root\n");
        assertThat(run("blkid -p -O " + ROOT + " -o value -s TYPE " + disk).strip())
                .isEqualTo(type);
        var root = folder.resolve("root");
        run("dd if=" + disk + " of=" + root + " bs=1M skip=128 count=" + mebibytes + " status=none");
        assertThat(root).hasSameBinaryContentAs(raw);
    }

    @Test
    void theSameFileSystemIsTheSameDiskWhateverItCameIn() throws Exception {
        var raw = fileSystem("mkfs.ext4 -q -F", 20);
        Files.copy(raw, upload("root.raw"));
        run("gzip -c " + raw + " > " + upload("root.gz"));
        var plain = library.importImage(new ImageLibrary.Request("plain", "root.raw", null));
        var packed = library.importImage(new ImageLibrary.Request("packed", "root.gz", null));
        assertThat(plain.format()).isEqualTo("partition:raw");
        assertThat(packed.format()).isEqualTo("partition:raw.gz");
        assertThat(packed.manifest()).isEqualTo(plain.manifest());
    }

    /** As extlinux and GRUB leave it. */
    @Test
    void aFileSystemWithABootSectorInFrontOfItIsNoDisk() throws Exception {
        var raw = fileSystem("mkfs.ext4 -q -F", 20);
        var sector = new byte[512];
        for (int at = 0; at < 510; at++) {
            sector[at] = (byte) (at * 7 + 3);
        }
        sector[510] = 0x55;
        sector[511] = (byte) 0xAA;
        write(raw, 0, sector);
        Files.copy(raw, upload("root.raw"));
        assertThat(library.importImage(new ImageLibrary.Request("root", "root.raw", null))
                        .format())
                .isEqualTo("partition:raw");
    }

    /** Whoever makes a disk of one leaves its superblock where it was. */
    @Test
    void aDiskThatWasALoneFileSystemOnceIsADisk() throws Exception {
        var raw = fileSystem("mkfs.ext4 -q -F", 20);
        run("echo '2048,,L' | sfdisk -q --wipe never --label dos " + raw);
        Files.copy(raw, upload("disk.raw"));
        assertThat(library.importImage(new ImageLibrary.Request("disk", "disk.raw", null))
                        .format())
                .isEqualTo("raw");
    }

    @Test
    void aFileSystemWithoutItsEndIsRefused() throws Exception {
        var raw = fileSystem("mkfs.ext4 -q -F", 20);
        try (var file = new RandomAccessFile(raw.toFile(), "rw")) {
            file.setLength(19 * MIB);
        }
        Files.copy(raw, upload("root.raw"));
        assertThat(refusalOf("root.raw"))
                .contains("it holds ext4 of 20971520 bytes, and has only 19922944: its end is missing");
    }

    @Test
    void whatIsNeitherADiskNorAFileSystemIsRefused() throws Exception {
        Files.writeString(upload("page.html"), "<html>".repeat(100_000), StandardCharsets.UTF_8);
        assertThat(refusalOf("page.html"))
                .contains(
                        "its first sector holds no partition table, and it begins with no file system of ext4, XFS or btrfs");
    }

    private String refusalOf(String file) {
        var failure = catchThrowableOfType(
                ActivityFailure.class, () -> library.importImage(new ImageLibrary.Request("root", file, null)));
        return String.valueOf(failure.getCause().getMessage());
    }

    private Path fileSystem(String maker, int mebibytes) throws Exception {
        var raw = folder.resolve("root.raw");
        try (var file = new RandomAccessFile(raw.toFile(), "rw")) {
            file.setLength(mebibytes * MIB);
        }
        run(maker + " " + raw);
        return raw;
    }

    private Path upload(String name) {
        return store.uploads().resolve(name);
    }

    private Path assembled(ImageManifest manifest) throws IOException {
        var disk = folder.resolve("assembled");
        try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(manifest.sizeBytes());
        }
        for (var chunk : manifest.chunks()) {
            write(
                    disk,
                    chunk.offset(),
                    Zstd.decompress(Files.readAllBytes(store.chunkFile(chunk.sha256())), chunk.length()));
        }
        return disk;
    }

    private static void write(Path into, long offset, byte[] bytes) throws IOException {
        try (var file = new RandomAccessFile(into.toFile(), "rw")) {
            file.seek(offset);
            file.write(bytes);
        }
    }

    private static String run(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", "PATH=$PATH:/usr/sbin:/sbin; " + command)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command + ": " + said).isZero();
        return said;
    }
}
