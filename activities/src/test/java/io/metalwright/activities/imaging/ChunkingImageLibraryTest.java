package io.metalwright.activities.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.model.Sha256;
import io.metalwright.model.image.ImageManifest;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.ImageLibrary;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images are made by qemu-img and by the usual packers: what they write, we read. */
@Timeout(120)
class ChunkingImageLibraryTest {
    private static final int MIB = 1 << 20;
    private static final int DISK_BYTES = 50 * MIB;

    private final Map<String, ImageManifest> recorded = new HashMap<>();
    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();

    @TempDir
    Path folder;

    private LocalImageStore store;
    private ImageLibrary library;
    private Path disk;

    @BeforeEach
    void makeDisk() throws IOException {
        store = new LocalImageStore(folder.resolve("images"));
        Files.createDirectories(store.uploads());
        temporal.registerActivitiesImplementations(
                new ChunkingImageLibrary(store, (name, manifest, format, source) -> recorded.put(name, manifest)));
        library = temporal.newActivityStub(ImageLibrary.class, ActivityTimes.USUAL);
        disk = folder.resolve("disk.raw");
        try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(DISK_BYTES);
            var noise = new byte[3 * MIB];
            new Random(1).nextBytes(noise);
            noise[510] = 0x55;
            noise[511] = (byte) 0xAA;
            file.write(noise);
            // In the last chunk, which is shorter than the others, and none between.
            file.seek(DISK_BYTES - 512);
            file.write("the end".getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    @ParameterizedTest
    @CsvSource({
        "raw, '', raw",
        "qcow2, '-c -o compat=1.1', qcow2",
        "qcow2, '-o compat=0.10', qcow2",
        "vmdk, '-o subformat=streamOptimized', vmdk",
        "vmdk, '-o subformat=monolithicSparse', vmdk",
        "vpc, '-o subformat=dynamic,force_size=on', vhd",
        "vpc, '-o subformat=fixed,force_size=on', vhd",
        "vhdx, '', vhdx"
    })
    void everyFormatComesOutAsTheSameDisk(String format, String options, String word) throws Exception {
        var source = upload("image." + format);
        run("qemu-img convert -f raw -O " + format + " " + options + " " + disk + " " + source);
        var imported = library.importImage(new ImageLibrary.Request("debian", "image." + format, null));
        assertThat(imported.format()).isEqualTo(word);
        assertThat(imported.manifest().sizeBytes()).isEqualTo(DISK_BYTES);
        assertThat(imported.manifest().chunks()).extracting("offset").containsExactly(0L, 48L * MIB);
        assertThat(assembled(imported.manifest())).hasSameBinaryContentAs(disk);
        assertThat(recorded).containsEntry("debian", imported.manifest());
        assertThat(store.manifest(imported.manifest().digest())).contains(imported.manifest());
        assertThat(store.incoming()).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"gzip -c, gz", "xz -c -1 -T1, xz", "zstd -q -c, zst"})
    void everyWrappingIsTakenOff(String packer, String suffix) throws Exception {
        var plain = folder.resolve("image.qcow2");
        run("qemu-img convert -f raw -O qcow2 " + disk + " " + plain);
        run(packer + " " + plain + " > " + upload("image.packed"));
        var imported = library.importImage(new ImageLibrary.Request("debian", "image.packed", null));
        assertThat(imported.format()).isEqualTo("qcow2." + suffix);
        assertThat(assembled(imported.manifest())).hasSameBinaryContentAs(disk);
    }

    /** As the distributions lay out their discs. */
    @ParameterizedTest
    @CsvSource({
        "linux, initrd.gz, debian-netboot",
        "install.amd/vmlinuz, install.amd/initrd.gz, debian-disc",
        "casper/vmlinuz, casper/initrd, ubuntu",
        "images/pxeboot/vmlinuz, images/pxeboot/initrd.img, rhel",
        "boot/x86_64/loader/linux, boot/x86_64/loader/initrd, suse"
    })
    void aDiscsFilesAreKeptAsAnInstallationTree(String kernel, String initrd, String layout) throws Exception {
        var disc = upload("disc.iso");
        makeDisc(disc, kernel, initrd);
        for (int time = 1; time <= 2; time++) {
            var imported = library.importImage(new ImageLibrary.Request("installer", "disc.iso", null));
            assertThat(imported.format()).isEqualTo("iso:" + layout);
            assertThat(assembled(imported.manifest())).hasSameBinaryContentAs(disc);
            var tree = store.tree(imported.manifest().digest());
            assertThat(tree.resolve(kernel)).hasContent("kernel");
            assertThat(tree.resolve(initrd)).hasContent("initrd");
            assertThat(Files.getPosixFilePermissions(tree)).contains(PosixFilePermission.OTHERS_READ);
            assertThat(Files.exists(tree.resolve("medium.iso"))).isEqualTo(layout.equals("ubuntu"));
            assertThat(store.incoming()).isEmptyDirectory();
        }
    }

    @Test
    void aDiscThatCanBeStartedFromAStickTooIsADisc() throws Exception {
        var disc = upload("hybrid.iso");
        makeDisc(disc, "linux", "initrd.gz");
        try (var file = new RandomAccessFile(disc.toFile(), "rw")) {
            file.seek(510);
            file.write(new byte[] {0x55, (byte) 0xAA});
        }
        assertThat(library.importImage(new ImageLibrary.Request("installer", "hybrid.iso", null))
                        .format())
                .isEqualTo("iso:debian-netboot");
    }

    @Test
    void aDiscWithoutAKnownInstallerIsRefusedAndNothingOfItIsKept() throws Exception {
        makeDisc(upload("films.iso"), "film", "subtitles");
        assertThat(refused("films.iso").getOriginalMessage())
                .contains("without an installer", "casper/vmlinuz (ubuntu)");
        assertThat(store.incoming()).isEmptyDirectory();
        assertThat(folder.resolve("images/trees")).doesNotExist();
    }

    @Test
    void aDiscThatEndsTooSoonIsRefusedAndNothingOfItIsKept() throws Exception {
        var disc = upload("cut.iso");
        makeDisc(disc, "linux", "initrd.gz");
        try (var file = new RandomAccessFile(disc.toFile(), "rw")) {
            file.setLength(40_000);
        }
        assertThat(refused("cut.iso").getOriginalMessage()).contains("disc");
        assertThat(folder.resolve("images/trees")).doesNotExist();
    }

    private void makeDisc(Path disc, String kernel, String initrd) throws Exception {
        var content = folder.resolve("content");
        for (var file : List.of(kernel, initrd)) {
            Files.createDirectories(content.resolve(file).getParent());
        }
        Files.writeString(content.resolve(kernel), "kernel");
        Files.writeString(content.resolve(initrd), "initrd");
        Files.createSymbolicLink(content.resolve("outside"), Path.of("/etc/passwd"));
        run("xorriso -as mkisofs -quiet -R -J -o " + disc + " " + content + " 2> /dev/null");
    }

    @Test
    void aSecondImportStoresNothingNew() throws Exception {
        Files.copy(disk, upload("image.raw"));
        var first = library.importImage(new ImageLibrary.Request("debian", "image.raw", null));
        var chunk = store.chunkFile(first.manifest().chunks().getFirst().sha256());
        var written = Files.getLastModifiedTime(chunk);
        var second = library.importImage(new ImageLibrary.Request("other", "image.raw", null));
        assertThat(second.manifest()).isEqualTo(first.manifest());
        assertThat(Files.getLastModifiedTime(chunk)).isEqualTo(written);
    }

    @Test
    void aQcow2ThatBuildsOnAnotherFileIsRefused() throws Exception {
        run("qemu-img create -q -f qcow2 -b /etc/passwd -F raw " + upload("evil.qcow2") + " 1M");
        assertThat(refused("evil.qcow2").getOriginalMessage()).contains("backing file");
    }

    @Test
    void aQcow2ThatKeepsItsDataElsewhereIsRefused() throws Exception {
        run("qemu-img create -q -f qcow2 -o data_file=" + folder.resolve("data") + " " + upload("evil.qcow2") + " 1M");
        assertThat(refused("evil.qcow2").getOriginalMessage()).contains("data in another file");
    }

    @Test
    void aVmdkThatNamesOtherFilesIsRefused() throws Exception {
        Files.writeString(
                upload("evil.vmdk"),
                "# Disk DescriptorFile\nversion=1\nCID=1\nparentCID=ffffffff\ncreateType=\"monolithicFlat\"\n"
                        + "RW 8 FLAT \"/etc/passwd\" 0\n");
        assertThat(refused("evil.vmdk").getOriginalMessage()).contains("other files");
    }

    /** Named raw, and yet qemu-img would see a qcow2 in it if it were let guess. */
    @Test
    void aWrappedHostileImageIsRefusedToo() throws Exception {
        var plain = folder.resolve("evil.qcow2");
        run("qemu-img create -q -f qcow2 -b /etc/passwd -F raw " + plain + " 1M");
        run("gzip -c " + plain + " > " + upload("disk.raw.gz"));
        assertThat(refused("disk.raw.gz").getOriginalMessage()).contains("backing file");
    }

    @Test
    void aTruncatedWrappingIsRefused() throws Exception {
        run("gzip -c " + disk + " | head -c 1000000 > " + upload("short.gz"));
        assertThat(refused("short.gz").getOriginalMessage()).contains("gzip wrapping is broken");
    }

    @Test
    void aFileThatIsNoDiskIsRefused() throws Exception {
        Files.writeString(upload("page.html"), "<html>404</html>".repeat(100));
        assertThat(refused("page.html").getOriginalMessage()).contains("no partition table");
    }

    @Test
    void anotherSumThanTheExpectedOneIsRefused() throws Exception {
        Files.copy(disk, upload("image.raw"));
        var wrong = Sha256.sumOf("something else").hex();
        var failure = failureOf(new ImageLibrary.Request("debian", "image.raw", wrong));
        assertThat(failure.getOriginalMessage()).contains(wrong);
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(recorded).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"../../disk.raw", "/etc/passwd", "nothing-there", "."})
    void onlyUploadsAreTaken(String path) {
        assertThat(refused(path).getOriginalMessage()).contains("pload");
    }

    @Test
    void aLinkOutOfTheUploadsIsNotFollowed() throws Exception {
        Files.createSymbolicLink(upload("link"), Path.of("/etc/passwd"));
        assertThat(refused("link").getOriginalMessage()).contains("no file among the uploads");
    }

    private ApplicationFailure refused(String source) {
        var failure = failureOf(new ImageLibrary.Request("evil", source, null));
        assertThat(failure.getType()).isEqualTo(FailureTypes.IMAGE_BROKEN);
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(recorded).isEmpty();
        return failure;
    }

    private ApplicationFailure failureOf(ImageLibrary.Request request) {
        return (ApplicationFailure) catchThrowableOfType(ActivityFailure.class, () -> library.importImage(request))
                .getCause();
    }

    private Path upload(String name) {
        return store.uploads().resolve(name);
    }

    private Path assembled(ImageManifest manifest) throws IOException {
        var file = folder.resolve("assembled");
        Files.deleteIfExists(file);
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(manifest.sizeBytes());
            for (var chunk : manifest.chunks()) {
                var stored = Files.readAllBytes(store.chunkFile(chunk.sha256()));
                assertThat(stored).hasSize((int) chunk.stored());
                var bytes = Zstd.decompress(stored, chunk.length());
                assertThat(Sha256.sumOf(bytes)).isEqualTo(chunk.sha256());
                out.seek(chunk.offset());
                out.write(bytes);
            }
        }
        return file;
    }

    private static void run(String command) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(List.of("sh", "-c", command)).inheritIO().start();
        assertThat(process.waitFor()).as(command).isZero();
    }
}
