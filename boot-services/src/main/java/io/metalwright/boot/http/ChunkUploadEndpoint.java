package io.metalwright.boot.http;

import com.github.luben.zstd.ZstdInputStream;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.model.Sha256;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.image.ImageManifest;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * {@code PUT /images/chunks/<sha256>}: a machine whose disk is captured sends what it holds, compressed with zstd. It is believed nothing: the token
 * must be that of a run which has the machine in BootOS, and the bytes must have the sum that they are called by.
 */
final class ChunkUploadEndpoint implements HttpHandler {
    /** What zstd makes of bytes that cannot be compressed is a little longer than they are. */
    private static final long LARGEST = ImageManifest.CHUNK_BYTES + (1L << 20);

    private final PlanBook plans;
    private final Path store;
    private final Counters counters;

    ChunkUploadEndpoint(PlanBook plans, Path store, Counters counters) {
        this.plans = plans;
        this.store = store;
        this.counters = counters;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        if (!"https".equals(exchange.getRequestScheme())) {
            throw new Refusal(
                    Problem.FORBIDDEN, "HTTPS only", "Chunks are taken over HTTPS, since a token comes with them.");
        }
        var boot = plans.withOsReadyToken(Sha256.sumOf(Exchanges.bearer(exchange)));
        if (boot.filter(ChunkUploadEndpoint::isInBootOs).isEmpty()) {
            counters.count("image_chunks_refused");
            throw new Refusal(Problem.FORBIDDEN, "Token refused", "No disk is captured with this token.");
        }
        var sum = sum(exchange);
        var file = store.resolve("chunks").resolve(sum.hex().substring(0, 2)).resolve(sum.hex());
        var packed = body(exchange);
        if (!Files.exists(file)) {
            check(packed, sum);
            keep(packed, file);
            counters.count("image_chunks_taken");
        }
        exchange.setStatusCode(StatusCodes.NO_CONTENT);
    }

    private static boolean isInBootOs(MachineBoot boot) {
        return boot.plan() instanceof BootPlan.BootOs bootOs && bootOs.wanted();
    }

    private static Sha256 sum(HttpServerExchange exchange) {
        var name = exchange.getRequestPath().substring("/images/chunks/".length());
        try {
            return Sha256.of(name);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    Problem.NOT_FOUND, "No chunk", "A chunk is called by its SHA-256 of 64 hexadecimal digits.");
        }
    }

    private static byte[] body(HttpServerExchange exchange) throws IOException {
        exchange.setMaxEntitySize(LARGEST);
        exchange.startBlocking();
        try {
            return exchange.getInputStream().readAllBytes();
        } catch (RequestTooBigException e) {
            throw new Refusal(Problem.CONTENT_TOO_LARGE, "Chunk too large", "At most 9 MiB are taken.");
        }
    }

    private static void check(byte[] packed, Sha256 sum) {
        try (var plain = new ZstdInputStream(new ByteArrayInputStream(packed))) {
            var bytes = plain.readNBytes(ImageManifest.CHUNK_BYTES + 1);
            if (bytes.length <= ImageManifest.CHUNK_BYTES && Sha256.sumOf(bytes).equals(sum)) {
                return;
            }
        } catch (IOException e) {
            // It is no zstd frame: refused below.
        }
        throw new Refusal(
                Problem.UNPROCESSABLE,
                "Not that chunk",
                "The body is not a zstd frame of at most 8 MiB whose bytes have the sum that it is called by.");
    }

    /** It is there whole or not at all. */
    private void keep(byte[] packed, Path file) throws IOException {
        var incoming = Files.createDirectories(store.resolve("incoming"));
        Files.createDirectories(file.getParent());
        var draft = Files.createTempFile(
                incoming,
                "chunk",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        try {
            try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                var rest = ByteBuffer.wrap(packed);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
