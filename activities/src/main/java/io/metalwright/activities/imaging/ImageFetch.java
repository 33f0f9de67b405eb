package io.metalwright.activities.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Downloads a file and goes on where an earlier attempt ended (RFC 9110, section 14: range requests). */
final class ImageFetch {
    private static final Duration STALL = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    /** Beside the file, {@code <file>.tag} tells which version of the source it is the beginning of. */
    void fetch(URI source, Path file, ImageProgress progress) throws IOException, RefusedImageException {
        var tagFile = file.resolveSibling(file.getFileName() + ".tag");
        try (var draft = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var tag = Files.exists(tagFile) ? Files.readString(tagFile) : "";
            long had = tag.isEmpty() ? 0 : draft.size();
            var request = HttpRequest.newBuilder(source).timeout(STALL).GET();
            if (had > 0) {
                request.header("Range", "bytes=" + had + "-").header("If-Range", tag);
            }
            var response = send(request.build());
            switch (response.statusCode()) {
                case 200 -> had = 0;
                case 206 -> {}
                case 416 -> {
                    // It is whole already, or the source became shorter: then its sum or its table tells.
                    response.body().close();
                    return;
                }
                default -> {
                    response.body().close();
                    throw refusal(response.statusCode());
                }
            }
            draft.truncate(had);
            Files.writeString(tagFile, strongTag(response));
            long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            copy(response.body(), draft, had, length < 0 ? 0 : had + length, progress);
            if (length >= 0 && draft.size() != had + length) {
                throw new IOException(
                        "the connection ended after " + draft.size() + " of " + (had + length) + " bytes");
            }
            draft.force(true);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (ConnectException e) {
            // It comes without a word of its own, be it that nobody listens there or that the name is unknown. Nor is
            // it
            // kept as the cause: the innermost message is what people are shown.
            throw new IOException("nothing answers at " + request.uri().getAuthority()
                    + ". See whether that host is up, and whether this one knows its name");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static RefusedImageException refusal(int status) throws IOException {
        // Servers that are busy or restart say so by these; all other answers stay as they are.
        if (status >= 500 || status == 408 || status == 429) {
            throw new IOException("the server answers " + status);
        }
        return new RefusedImageException("its server answers " + status + ". Check the address");
    }

    /** Only a strong validator may stand in If-Range (RFC 9110, section 13.1.5). */
    private static String strongTag(HttpResponse<?> response) {
        return response.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> response.headers().firstValue("Last-Modified"))
                .orElse("");
    }

    private static void copy(InputStream body, FileChannel draft, long from, long total, ImageProgress progress)
            throws IOException {
        var position = new AtomicLong(from);
        // A read from a server that fell silent never returns by itself.
        var watch = Thread.startVirtualThread(() -> closeWhenStalled(body, position));
        try (body) {
            var part = new byte[1 << 16];
            for (int count = body.read(part); count >= 0; count = body.read(part)) {
                var rest = ByteBuffer.wrap(part, 0, count);
                long at = position.get();
                while (rest.hasRemaining()) {
                    at += draft.write(rest, at);
                }
                position.set(at);
                progress.tell(ImageProgress.Phase.FETCH, at, total);
            }
        } finally {
            watch.interrupt();
        }
    }

    private static void closeWhenStalled(InputStream body, AtomicLong position) {
        try {
            for (long seen = -1; seen != position.get(); ) {
                seen = position.get();
                Thread.sleep(STALL);
            }
            body.close();
        } catch (InterruptedException e) {
            // The copy came to its end.
        } catch (IOException e) {
            // Closed already, which is what was wanted.
        }
    }
}
