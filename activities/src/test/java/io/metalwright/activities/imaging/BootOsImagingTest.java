package io.metalwright.activities.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.metalwright.activities.disks.FormerWork;
import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.activities.shell.SimulatedBootOs;
import io.metalwright.model.Sha256;
import io.metalwright.model.image.ImageChunk;
import io.metalwright.model.image.ImageManifest;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Imaging;
import io.metalwright.workflows.steps.Raid;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The image writer is BootOS's own, at work on a file. */
@Timeout(60)
class BootOsImagingTest {
    private static final int CHUNK = 1 << 20;
    private static final long DISK_BYTES = 16L * CHUNK;
    private static final Path BOOTOS =
            Path.of("../bootos/rootfs/usr").toAbsolutePath().normalize();

    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
    /** Each has one thread. */
    private final TestActivityEnvironment another = TestActivityEnvironment.newInstance();

    private final List<String> fetched = new CopyOnWriteArrayList<>();

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    /** A chunk that is served only once it is released. */
    private volatile @Nullable Sha256 held;

    @TempDir
    Path folder;

    private SimulatedBootOs bootOs;
    private HttpServer bootServer;
    private LocalImageStore store;
    private Imaging imaging;
    private Path disk;
    private ImageManifest image;
    private byte[] contents;

    @BeforeEach
    void start() throws Exception {
        store = new LocalImageStore(folder.resolve("images"));
        image = storedImage();
        disk = folder.resolve("disk");
        try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(DISK_BYTES);
            file.write("an old partition table".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        bootServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bootServer.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        bootServer.createContext("/images/chunks/", this::serveChunk);
        bootServer.start();
        bootOs = new SimulatedBootOs(folder)
                .tool(
                        "cat",
                        "[ \"$1\" != /proc/cmdline ] || { echo quiet metalwright.http=http://127.0.0.1:"
                                + bootServer.getAddress().getPort() + "/ console=ttyS0; exit; }\nexec /bin/cat \"$@\"")
                .tool(
                        "metalwright-find-disk",
                        "case \"$1 $2 $3\" in 'serial-1 %1$d ' | 'serial-1 %1$d 0x01' | ' %1$d 0x01') echo %2$s ;; esac"
                                .formatted(DISK_BYTES, disk))
                .tool("wipefs", "echo wiped >> \"$SIMULATED/wiped\"")
                .tool("partprobe", ":")
                .tool(
                        "metalwright-write-image",
                        "METALWRIGHT_LIB=" + BOOTOS
                                + "/lib/metalwright METALWRIGHT_FILE_SERIAL=serial-1 METALWRIGHT_FILE_WWN=0x01"
                                + " METALWRIGHT_PATIENCE_SECONDS=2 exec busybox sh " + BOOTOS
                                + "/bin/metalwright-write-image \"$@\"");
        imaging = worker(temporal);
    }

    private Imaging worker(TestActivityEnvironment environment) {
        environment.registerActivitiesImplementations(new BootOsImaging(
                bootOs.shells(),
                store,
                new FormerWork(
                        folder.resolve("jobs").toString(),
                        folder.resolve("target").toString())));
        // A cancel is heard with a heartbeat, several of which are sent within this time.
        return environment.newActivityStub(
                Imaging.class,
                ActivityOptions.newBuilder(ActivityTimes.USUAL)
                        .setHeartbeatTimeout(Duration.ofSeconds(5))
                        .build());
    }

    @AfterEach
    void stop() throws IOException {
        release.countDown();
        temporal.close();
        another.close();
        bootServer.stop(0);
        bootOs.close();
    }

    @Test
    void theDiskThenHoldsTheImage() throws IOException {
        var written = imaging.write(bootOs.target(), image.digest(), device("serial-1"), "run 1");
        assertThat(written.chunks()).isEqualTo(image.chunks().size());
        assertThat(written.bytesWritten()).isEqualTo(image.dataBytes());
        assertThat(disk).hasBinaryContent(contents);
        assertThat(folder.resolve("wiped")).exists();
    }

    @Test
    void doneAgainInTheSameBootNothingIsFetched() {
        var first = imaging.write(bootOs.target(), image.digest(), device("serial-1"), "run 1");
        int before = fetched.size();
        var second = imaging.write(bootOs.target(), image.digest(), device("serial-1"), "run 1");
        assertThat(second.bytesWritten()).isEqualTo(first.bytesWritten());
        assertThat(fetched).hasSize(before);
    }

    /** As after a power cut at half of the work: the first chunks are on the disk, and BootOS knows of no job. */
    @Test
    void whatAnEarlierBootWroteIsReadBackAndNotFetched() throws IOException {
        try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.write(contents, 0, 5 * CHUNK);
        }
        var written = imaging.write(bootOs.target(), image.digest(), device("serial-1"), "run 1");
        assertThat(disk).hasBinaryContent(contents);
        assertThat(written.chunks()).isEqualTo(image.chunks().size());
        assertThat(folder.resolve("wiped")).doesNotExist();
        var early = image.chunks().stream()
                .filter(chunk -> chunk.offset() < 5L * CHUNK)
                .map(chunk -> chunk.sha256().hex())
                .toList();
        assertThat(early).hasSize(4);
        assertThat(fetched).doesNotContainAnyElementsOf(early);
    }

    /** The machine stays in this boot, and the next run writes to the same disk. */
    @Test
    void aCancelledWriterWritesNoMore() throws Exception {
        var writing = writingUntilHeld();
        temporal.requestCancelActivity();
        assertThat(writing).failsWithin(Duration.ofSeconds(30));
        assertThat(writers()).isEmpty();
        release.countDown();
        assertThat(Files.readAllBytes(disk)).isNotEqualTo(contents);
    }

    /** As after the death of the worker that began it. */
    @Test
    void aWriterThatIsAtWorkIsGoneOnWith() throws Exception {
        var first = writingUntilHeld();
        var leader = pids();
        var next = worker(another);
        var second = CompletableFuture.supplyAsync(
                () -> next.write(bootOs.target(), image.digest(), device("serial-1"), "run 1"));
        Thread.sleep(1500);
        assertThat(pids()).isEqualTo(leader);
        release.countDown();
        assertThat(first).succeedsWithin(Duration.ofSeconds(30));
        assertThat(second).succeedsWithin(Duration.ofSeconds(30));
        assertThat(pids()).isEqualTo(leader);
        assertThat(disk).hasBinaryContent(contents);
    }

    @Test
    void beforeAnotherImageIsWrittenTheWriterOfTheFirstIsEnded() throws Exception {
        var first = writingUntilHeld();
        var small = smallImage();
        worker(another).write(bootOs.target(), small.digest(), device("serial-1"), "run 1");
        assertThat(writers()).isEmpty();
        assertThat(first).failsWithin(Duration.ofSeconds(30));
    }

    private ImageManifest smallImage() throws IOException {
        var small = ImageManifest.of(CHUNK, CHUNK, image.chunks().subList(0, 1));
        store.keepManifest(small);
        return small;
    }

    private CompletableFuture<Imaging.Written> writingUntilHeld() throws InterruptedException {
        held = image.chunks().get(6).sha256();
        var writing = CompletableFuture.supplyAsync(
                () -> imaging.write(bootOs.target(), image.digest(), device("serial-1"), "run 1"));
        assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
        return writing;
    }

    /** Command lines of what is at work on a job. */
    private List<String> writers() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(folder.resolve("jobs").toString()))
                .toList();
    }

    private List<String> pids() throws IOException {
        try (var jobs = Files.list(folder.resolve("jobs"))) {
            var found = new ArrayList<String>();
            for (var job : jobs.toList()) {
                found.add(Files.readString(job.resolve("pid")));
            }
            return found;
        }
    }

    /** The run has grown the file systems since, say, and their sizes were changed then. */
    @Test
    void anotherWritingOfTheSameImageIsDoneAnew() throws Exception {
        imaging.write(bootOs.target(), image.digest(), device("serial-1"), "run 1");
        try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.write("a table that was grown".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        imaging.write(bootOs.target(), image.digest(), device("serial-1"), "run 1#2");
        assertThat(disk).hasBinaryContent(contents);
        assertThat(pids()).hasSize(1);
    }

    /** What such a run has asked for stands in its history, and is tried again by the worker that follows. */
    @Test
    void aRunOfAnOlderReleaseNamesNoWriting() {
        var older = temporal.newActivityStub(Unnamed.class, ActivityTimes.USUAL);
        older.write(bootOs.target(), image.digest(), device("serial-1"));
        assertThat(disk).hasBinaryContent(contents);
    }

    @ActivityInterface
    public interface Unnamed {
        @ActivityMethod(name = "WriteImage")
        Imaging.Written write(BootOsTarget target, Sha256 image, Raid.Device device);
    }

    @Test
    void anImageAfterAnotherOneIsWrittenThoughItWasWrittenBefore() throws Exception {
        imaging.write(bootOs.target(), image.digest(), device("serial-1"), null);
        var small = smallImage();
        imaging.write(bootOs.target(), small.digest(), device("serial-1"), null);
        try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.write("the system of the other image".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        imaging.write(bootOs.target(), image.digest(), device("serial-1"), null);
        assertThat(disk).hasBinaryContent(contents);
    }

    @Test
    void aDamagedChunkIsNamedAndAfterItsMendingTheWriterGoesOn() throws IOException {
        var chunk = image.chunks().get(3);
        var file = store.chunkFile(chunk.sha256());
        var good = Files.readAllBytes(file);
        Files.write(file, Zstd.compress(new byte[CHUNK]));
        var failure = failureOf(device("serial-1"));
        assertThat(failure.getType()).isEqualTo(FailureTypes.IMAGE_BROKEN);
        assertThat(failure.getOriginalMessage())
                .contains("chunk 3 at offset " + chunk.offset())
                .contains(chunk.sha256().hex());
        Files.write(file, good);
        imaging.write(bootOs.target(), image.digest(), device("serial-1"), "run 1");
        assertThat(disk).hasBinaryContent(contents);
    }

    @Test
    void aChunkThatDoesNotComeFailsForNow() throws IOException {
        Files.delete(store.chunkFile(image.chunks().getLast().sha256()));
        var failure = failureOf(device("serial-1"));
        assertThat(failure.getType()).isEqualTo(BootOsImaging.NOT_WRITTEN);
        assertThat(failure.isNonRetryable()).isFalse();
    }

    @Test
    void aDiskThatIsNotThereIsNeverReplacedByAnother() {
        var failure = failureOf(device("serial-2"));
        assertThat(failure.getType()).isEqualTo(FailureTypes.WRONG_MACHINE);
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(fetched).isEmpty();
    }

    @Test
    void aNeighbourOfTheSameSerialIsNeverWritten() {
        var failure = failureOf(new Raid.Device(disk.toString(), "serial-1", DISK_BYTES, "", "0x02"));
        assertThat(failure.getType()).isEqualTo(FailureTypes.WRONG_MACHINE);
        assertThat(fetched).isEmpty();
    }

    /** Its letter of another boot may be that of an equal neighbour. */
    @Test
    void aDiskWithoutSerialIsFoundByItsWorldWideName() {
        imaging.write(
                bootOs.target(), image.digest(), new Raid.Device("/dev/null", "", DISK_BYTES, "", "0x01"), "run 1");
        assertThat(disk).hasBinaryContent(contents);
    }

    @Test
    void anImageThatDoesNotFitIsRefusedBeforeAnythingIsWritten() throws IOException {
        var large = ImageManifest.of(DISK_BYTES + 512, CHUNK, image.chunks());
        store.keepManifest(large);
        var failure = (ApplicationFailure) catchThrowableOfType(
                        ActivityFailure.class,
                        () -> imaging.write(bootOs.target(), large.digest(), device("serial-1"), "run 1"))
                .getCause();
        assertThat(failure.getType()).isEqualTo(FailureTypes.DISK_TOO_SMALL);
        assertThat(failure.getOriginalMessage()).contains("16777728").contains("16777216");
        assertThat(folder.resolve("wiped")).doesNotExist();
    }

    @Test
    void anImageThatTheStoreDoesNotHaveIsUnknown() {
        var failure = (ApplicationFailure) catchThrowableOfType(
                        ActivityFailure.class,
                        () -> imaging.write(bootOs.target(), Sha256.sumOf("no image"), device("serial-1"), "run 1"))
                .getCause();
        assertThat(failure.getType()).isEqualTo(FailureTypes.IMAGE_UNKNOWN);
    }

    private ApplicationFailure failureOf(Raid.Device device) {
        return (ApplicationFailure) catchThrowableOfType(
                        ActivityFailure.class, () -> imaging.write(bootOs.target(), image.digest(), device, "run 1"))
                .getCause();
    }

    private Raid.Device device(String serial) {
        return new Raid.Device(disk.toString(), serial, DISK_BYTES, "");
    }

    /** Twelve chunks with a hole at the third and a short one at the end. */
    private ImageManifest storedImage() throws IOException {
        contents = new byte[(int) DISK_BYTES];
        var chunks = new ArrayList<ImageChunk>();
        var random = new Random(7);
        for (int index = 0; index < 12; index++) {
            if (index == 2) {
                continue;
            }
            var bytes = new byte[index == 11 ? CHUNK / 2 : CHUNK];
            random.nextBytes(bytes);
            System.arraycopy(bytes, 0, contents, index * CHUNK, bytes.length);
            var sum = Sha256.sumOf(bytes);
            var compressed = Zstd.compress(bytes);
            store.keepChunk(sum, compressed);
            chunks.add(new ImageChunk((long) index * CHUNK, bytes.length, sum, compressed.length));
        }
        var manifest = ImageManifest.of(12L * CHUNK, CHUNK, chunks);
        store.keepManifest(manifest);
        return manifest;
    }

    private void serveChunk(HttpExchange exchange) throws IOException {
        try (exchange) {
            var name = exchange.getRequestURI().getPath().replaceAll(".*/", "");
            fetched.add(name);
            if (held != null && name.equals(held.hex())) {
                reached.countDown();
                release.await();
            }
            var file = store.chunkFile(Sha256.of(name));
            if (!Files.exists(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var bytes = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
