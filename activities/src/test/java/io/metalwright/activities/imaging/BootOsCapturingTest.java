package io.metalwright.activities.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.metalwright.activities.disks.FormerWork;
import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.activities.shell.SimulatedBootOs;
import io.metalwright.model.Sha256;
import io.metalwright.model.image.ImageManifest;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.workflows.steps.Capturing;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The image reader is BootOS's own, at work on a file. */
@Timeout(120)
class BootOsCapturingTest {
    private static final int CHUNK = ImageManifest.CHUNK_BYTES;
    private static final long DISK_BYTES = 6L * CHUNK + 512;
    private static final Path BOOTOS =
            Path.of("../bootos/rootfs/usr").toAbsolutePath().normalize();

    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private volatile int takenBeforeFull = Integer.MAX_VALUE;

    @TempDir
    Path folder;

    private SimulatedBootOs bootOs;
    private HttpServer bootServer;
    private LocalImageStore store;
    private Capturing capturing;
    private Path disk;

    @BeforeEach
    void start() throws Exception {
        store = new LocalImageStore(folder.resolve("images"));
        disk = folder.resolve("disk");
        var random = new Random(7);
        try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(DISK_BYTES);
            for (int chunk : List.of(1, 2, 4)) {
                var bytes = new byte[CHUNK];
                random.nextBytes(bytes);
                file.seek((long) chunk * CHUNK);
                file.write(bytes);
            }
            file.seek(DISK_BYTES - 4);
            file.write(new byte[] {1, 2, 3, 4});
        }
        bootServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bootServer.createContext("/images/chunks/", this::takeChunk);
        bootServer.start();
        bootOs = new SimulatedBootOs(folder)
                .tool(
                        "cat",
                        "[ \"$1\" != /proc/cmdline ] || { echo quiet metalwright.url=http://127.0.0.1:"
                                + bootServer.getAddress().getPort() + "/ console=ttyS0; exit; }\nexec /bin/cat \"$@\"")
                .tool("metalwright-report", "cat << END\n" + report() + "\nEND")
                .tool(
                        "metalwright-read-image",
                        "METALWRIGHT_LIB=" + BOOTOS + "/lib/metalwright METALWRIGHT_FILE_SERIAL=serial-1"
                                + " METALWRIGHT_PATIENCE_SECONDS=1 exec busybox sh " + BOOTOS
                                + "/bin/metalwright-read-image \"$@\"");
        temporal.registerActivitiesImplementations(new BootOsCapturing(
                bootOs.shells(),
                bootOs.keys(),
                store,
                new FormerWork(
                        folder.resolve("jobs").toString(),
                        folder.resolve("target").toString())));
        capturing = temporal.newActivityStub(Capturing.class, ActivityTimes.USUAL);
    }

    @AfterEach
    void stop() throws IOException {
        temporal.close();
        bootServer.stop(0);
        bootOs.close();
    }

    private static Capturing.Request request(String serial) {
        return new Capturing.Request(new PlannedDisk(null, serial, DISK_BYTES), "run-1", "run/run-1");
    }

    @Test
    void theStoreThenHasAnImageFromWhichTheDiskCanBeMadeAgain() throws Exception {
        var captured = capturing.capture(bootOs.target(), request("serial-1"));

        assertThat(captured.chunks()).isEqualTo(4);
        assertThat(captured.sizeBytes()).isEqualTo(DISK_BYTES);
        var manifest = store.manifest(captured.digest()).orElseThrow();
        assertThat(manifest.chunks())
                .extracting(chunk -> chunk.offset())
                .containsExactly((long) CHUNK, 2L * CHUNK, 4L * CHUNK, 6L * CHUNK);
        assertThat(restored(manifest)).isEqualTo(Files.readAllBytes(disk));
        try (var token = bootOs.keys().token("run/run-1")) {
            assertThat(tokens).containsExactly("Bearer " + token.plain());
        }
        assertThat(folder.resolve("jobs"))
                .as("the token does not stay in BootOS")
                .isEmptyDirectory();
    }

    @Test
    void afterAnotherBootItReadsAnewAndSendsNothingTwice() throws Exception {
        takenBeforeFull = 2;
        assertThat(failureOf(request("serial-1")).getType()).isEqualTo(FailureTypes.IMAGE_BROKEN);
        // A new boot has forgotten the job; the store has room again.
        try (var files = Files.walk(folder.resolve("jobs"))) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
        takenBeforeFull = Integer.MAX_VALUE;
        int before = sent.size();
        // In between the machine started from the disk, and wrote where it had been read.
        try (var file = new java.io.RandomAccessFile(disk.toFile(), "rw")) {
            file.seek(CHUNK);
            file.write("written meanwhile".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        var captured = capturing.capture(bootOs.target(), request("serial-1"));

        assertThat(restored(store.manifest(captured.digest()).orElseThrow())).isEqualTo(Files.readAllBytes(disk));
        assertThat(sent.subList(before, sent.size())).hasSize(3).doesNotContainAnyElementsOf(sent.subList(0, before));
    }

    @Test
    void anotherDiskIsNeverRead() {
        var failure = failureOf(request("serial-2"));
        assertThat(failure.getType()).isEqualTo(FailureTypes.WRONG_MACHINE);
        assertThat(sent).isEmpty();
    }

    private ApplicationFailure failureOf(Capturing.Request request) {
        return (ApplicationFailure)
                catchThrowableOfType(ActivityFailure.class, () -> capturing.capture(bootOs.target(), request))
                        .getCause();
    }

    private byte[] restored(ImageManifest manifest) throws IOException {
        var bytes = new byte[(int) manifest.sizeBytes()];
        for (var chunk : manifest.chunks()) {
            var plain = com.github.luben.zstd.Zstd.decompress(
                    Files.readAllBytes(store.chunkFile(chunk.sha256())), chunk.length());
            System.arraycopy(plain, 0, bytes, (int) chunk.offset(), plain.length);
        }
        return bytes;
    }

    private void takeChunk(HttpExchange exchange) throws IOException {
        try (exchange) {
            var name = exchange.getRequestURI().getPath().replaceAll(".*/", "");
            var body = exchange.getRequestBody().readAllBytes();
            var sum = Sha256.of(name);
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(store.storedBytes(sum).isPresent() ? 200 : 404, -1);
                return;
            }
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            if (sent.size() >= takenBeforeFull) {
                exchange.sendResponseHeaders(507, -1);
                return;
            }
            sent.add(name);
            store.keepChunk(sum, body);
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private String report() {
        return """
                {"version":1,"collectedAt":"2026-01-01T00:00:00Z","system":{"manufacturer":null,"product":null,"serial":null,"uuid":null,
                "sku":null,"family":null},"bios":null,"bootMode":"BIOS","secureBoot":null,"architecture":"x86_64","processors":[],
                "memory":{"bytes":1,"modules":[]},"disks":[{"name":"%s","bytes":%d,"logicalSectorBytes":512,"model":null,"serial":"serial-1",
                "wwn":null,"bus":"virtio","rotational":false,"removable":false}],"nics":[],"controllers":[],"bmc":null}""".formatted(disk, DISK_BYTES);
    }
}
