package io.metalwright.boot.http;

import io.metalwright.boot.images.ImageFolder;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.model.Sha256;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.file.Files;

/**
 * {@code PUT /images/chunks/<sha256>}: a machine whose disk is captured sends what it holds, compressed with zstd. It is believed nothing: the token
 * must be that of a run which has the machine in BootOS, and the bytes must have the sum that they are called by.
 */
final class ChunkUploadEndpoint implements HttpHandler {
    private final PlanBook plans;
    private final ImageFolder store;
    private final Counters counters;

    ChunkUploadEndpoint(PlanBook plans, ImageFolder store, Counters counters) {
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
        var packed = body(exchange);
        if (!Files.exists(store.chunk(sum))) {
            keep(sum, packed);
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
        exchange.setMaxEntitySize(ImageFolder.LARGEST_CHUNK);
        exchange.startBlocking();
        try {
            return exchange.getInputStream().readAllBytes();
        } catch (RequestTooBigException e) {
            throw new Refusal(Problem.CONTENT_TOO_LARGE, "Chunk too large", "At most 9 MiB are taken.");
        }
    }

    private void keep(Sha256 sum, byte[] packed) throws IOException {
        try {
            store.keepChunk(sum, packed);
        } catch (ImageFolder.NotThatException e) {
            throw new Refusal(
                    Problem.UNPROCESSABLE,
                    "Not that chunk",
                    "The body is not a zstd frame of at most 8 MiB whose bytes have the sum that it is called by.");
        }
    }
}
