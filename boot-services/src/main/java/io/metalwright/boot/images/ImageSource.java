package io.metalwright.boot.images;

import io.metalwright.boot.metrics.Counters;
import io.metalwright.model.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The boot services of another site, from which this one fills its store when a machine asks for what it lacks: each chunk comes over the long line
 * once, however many machines ask for it at the same time.
 */
public final class ImageSource implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** For the whole of an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** That of an image of some terabytes. */
    private static final long LARGEST_MANIFEST = 64L << 20;

    private static final int FOUND = 200;
    private static final int NOT_FOUND = 404;

    private final URI address;
    private final ImageFolder folder;
    private final Counters counters;
    private final HttpClient client;
    private final ConcurrentHashMap<Path, CompletableFuture<Boolean>> underWay = new ConcurrentHashMap<>();

    public ImageSource(URI address, ImageFolder folder, Counters counters) {
        this.address = address;
        this.folder = folder;
        this.counters = counters;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /**
     * Waits until the chunk is in the folder.
     *
     * @return whether the source has it
     * @throws IOException when the source does not answer, or answers something else; that may pass
     */
    public boolean fetchChunk(Sha256 sum) throws IOException {
        return once(folder.chunk(sum), () -> {
            var packed = get("images/chunks/" + sum.hex(), ImageFolder.LARGEST_CHUNK);
            if (packed == null) {
                return false;
            }
            folder.keepChunk(sum, packed);
            counters.count("image_chunks_fetched");
            counters.add("image_bytes_fetched", packed.length);
            return true;
        });
    }

    /** As for a chunk. */
    public boolean fetchManifest(Sha256 digest) throws IOException {
        return once(folder.manifest(digest), () -> {
            var json = get("images/manifests/" + digest.hex() + ".json", LARGEST_MANIFEST);
            if (json == null) {
                return false;
            }
            folder.keepManifest(digest, json);
            return true;
        });
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private boolean once(Path file, Fetching fetching) throws IOException {
        var mine = new CompletableFuture<Boolean>();
        var others = underWay.putIfAbsent(file, mine);
        if (others != null) {
            return awaited(others);
        }
        try {
            // Who fetched it before may have left just now.
            mine.complete(Files.isRegularFile(file) || fetching.fetch());
        } catch (ImageFolder.NotThatException e) {
            counters.count("image_chunks_damaged");
            mine.completeExceptionally(new IOException(address + " sends something else by that name"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            mine.completeExceptionally(new IOException("interrupted"));
        } catch (IOException | RuntimeException e) {
            mine.completeExceptionally(new IOException("fetch from " + address + ": " + e.getMessage(), e));
        } finally {
            underWay.remove(file, mine);
        }
        return awaited(mine);
    }

    private static boolean awaited(CompletableFuture<Boolean> fetch) throws IOException {
        try {
            return fetch.join();
        } catch (CompletionException e) {
            var why = e.getCause();
            throw new IOException(why == null ? "nothing came" : why.getMessage(), e);
        }
    }

    /** @return null where the source does not have it */
    private byte @Nullable [] get(String path, long largest) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path)).build();
        var asked = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), largest));
        try {
            var answer = asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return switch (answer.statusCode()) {
                case FOUND -> answer.body();
                case NOT_FOUND -> null;
                default -> throw new IOException("it answers " + answer.statusCode());
            };
        } catch (TimeoutException e) {
            throw new IOException("nothing whole within " + PATIENCE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } finally {
            asked.cancel(true);
        }
    }

    /** One fetch. */
    private interface Fetching {
        boolean fetch() throws IOException, InterruptedException, ImageFolder.NotThatException;
    }
}
