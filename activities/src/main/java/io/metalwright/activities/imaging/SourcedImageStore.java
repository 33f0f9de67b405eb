package io.metalwright.activities.imaging;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metalwright.model.Sha256;
import io.metalwright.model.image.ImageManifest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The store of a site whose images lie at another one: a manifest that it lacks is fetched from the boot services there, once. It proves itself, since
 * its name is the sum of what it says. Chunks are fetched by the site's own boot services when a machine asks for them.
 */
public final class SourcedImageStore implements ImageStore {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** That of an image of some terabytes. */
    private static final long LARGEST = 64L << 20;

    private final ImageStore here;
    private final URI source;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** @param source address of boot services, ending with a slash */
    public SourcedImageStore(ImageStore here, URI source) {
        this.here = here;
        this.source = source;
    }

    @Override
    public Optional<ImageManifest> manifest(Sha256 digest) throws IOException {
        var known = here.manifest(digest);
        if (known.isPresent()) {
            return known;
        }
        var fetched = fetched(digest);
        if (fetched.isPresent()) {
            here.keepManifest(fetched.get());
        }
        return fetched;
    }

    @Override
    public OptionalLong storedBytes(Sha256 chunk) throws IOException {
        return here.storedBytes(chunk);
    }

    @Override
    public void keepChunk(Sha256 chunk, byte[] compressed) throws IOException {
        here.keepChunk(chunk, compressed);
    }

    @Override
    public void keepManifest(ImageManifest manifest) throws IOException {
        here.keepManifest(manifest);
    }

    private Optional<ImageManifest> fetched(Sha256 digest) throws IOException {
        var request = HttpRequest.newBuilder(source.resolve("images/manifests/" + digest.hex() + ".json"))
                .build();
        var asked = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST));
        try {
            var answer = asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return switch (answer.statusCode()) {
                case 200 -> Optional.of(of(digest, answer.body()));
                case 404 -> Optional.empty();
                default -> throw new IOException("the image source " + source + " answers " + answer.statusCode());
            };
        } catch (TimeoutException e) {
            throw new IOException("the image source " + source + " does not answer within " + PATIENCE, e);
        } catch (ExecutionException e) {
            throw new IOException("the image source " + source + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + source + " is asked", e);
        } finally {
            asked.cancel(true);
        }
    }

    private ImageManifest of(Sha256 digest, byte[] json) throws IOException {
        var manifest = JSON.readValue(json, ImageManifest.class);
        if (!manifest.digest().equals(digest)) {
            throw new IOException("the image source " + source + " sends another manifest by that name");
        }
        return manifest;
    }
}
