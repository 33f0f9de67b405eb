package io.metalwright.boot.http;

import io.metalwright.boot.images.ImageFolder;
import io.metalwright.boot.images.ImageSource;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.model.Sha256;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /images/chunks/<sha256>} and {@code /images/manifests/<digest>.json}: the name says what is in it, so it is its own entity tag. What the
 * store lacks is fetched from the image source first, where this site has one.
 */
final class ImageEndpoint implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ImageEndpoint.class);
    private static final Pattern CHUNK = Pattern.compile("/images/chunks/([0-9a-f]{64})");
    private static final Pattern MANIFEST = Pattern.compile("/images/manifests/([0-9a-f]{64})\\.json");

    /** Brings one thing into the store; says whether the source has it. */
    private interface Fetch {
        boolean of(Sha256 sum) throws IOException;
    }

    private final Pattern path;
    private final Function<Sha256, Path> place;
    private final @Nullable Fetch source;
    private final String counter;
    private final Counters counters;
    private final Executor virtualThreads;

    private ImageEndpoint(
            Pattern path,
            Function<Sha256, Path> place,
            @Nullable Fetch source,
            String counter,
            Counters counters,
            Executor virtualThreads) {
        this.path = path;
        this.place = place;
        this.source = source;
        this.counter = counter;
        this.counters = counters;
        this.virtualThreads = virtualThreads;
    }

    static ImageEndpoint chunks(
            ImageFolder folder, @Nullable ImageSource source, Counters counters, Executor virtualThreads) {
        return new ImageEndpoint(
                CHUNK,
                folder::chunk,
                source == null ? null : source::fetchChunk,
                "image_chunks",
                counters,
                virtualThreads);
    }

    static ImageEndpoint manifests(
            ImageFolder folder, @Nullable ImageSource source, Counters counters, Executor virtualThreads) {
        return new ImageEndpoint(
                MANIFEST,
                folder::manifest,
                source == null ? null : source::fetchManifest,
                "image_manifests",
                counters,
                virtualThreads);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        var name = path.matcher(exchange.getRequestPath());
        if (!name.matches()) {
            throw new Refusal(
                    Problem.NOT_FOUND, "No such part", "It is asked for by its SHA-256 of 64 hexadecimal digits.");
        }
        var sum = Sha256.of(name.group(1));
        exchange.addExchangeCompleteListener((done, next) -> {
            counters.count(counter);
            counters.add("image_bytes", done.getResponseBytesSent());
            next.proceed();
        });
        if (source == null || Files.isRegularFile(place.apply(sum))) {
            send(exchange, sum);
        } else if (StoreDoor.mayWait(exchange)) {
            fetchAndSend(exchange, source, sum);
        } else {
            exchange.dispatch(virtualThreads, new Safely(waiting -> fetchAndSend(waiting, source, sum), counters));
        }
    }

    private void fetchAndSend(HttpServerExchange exchange, Fetch source, Sha256 sum) throws IOException {
        try {
            if (!source.of(sum)) {
                throw ServedFiles.missing(exchange);
            }
        } catch (IOException e) {
            LOG.warn("answer {}: {}", exchange.getRequestPath(), e.getMessage());
            throw new Refusal(
                    Problem.UNAVAILABLE,
                    "Not here yet",
                    "This site does not have it, and its image source failed: " + e.getMessage());
        }
        send(exchange, sum);
    }

    private void send(HttpServerExchange exchange, Sha256 sum) throws IOException {
        ServedFiles.serve(exchange, place.apply(sum), ServedFiles.FOR_EVER, sum.hex());
    }
}
