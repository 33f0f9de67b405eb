package io.metalwright.activities.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.metalwright.model.Sha256;
import io.metalwright.model.image.ImageChunk;
import io.metalwright.model.image.ImageManifest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SourcedImageStoreTest {
    private static final ImageManifest IMAGE = ImageManifest.of(
            1 << 20, ImageManifest.CHUNK_BYTES, List.of(new ImageChunk(0, 1 << 20, Sha256.sumOf("zeros"), 77)));

    @TempDir
    private Path folder;

    private final Map<String, byte[]> far = new ConcurrentHashMap<>();
    private HttpServer server;
    private SourcedImageStore store;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = far.get(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            if (body != null) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        store = new SourcedImageStore(new LocalImageStore(folder), address);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aManifestThatIsNotHereIsFetchedOnceAndKept() throws IOException {
        assertThat(store.manifest(IMAGE.digest())).isEmpty();
        offer(IMAGE.digest(), IMAGE);

        assertThat(store.manifest(IMAGE.digest())).contains(IMAGE);

        server.stop(0);
        assertThat(store.manifest(IMAGE.digest())).as("with the source away").contains(IMAGE);
    }

    @Test
    void anotherManifestByThatNameIsRefused() throws IOException {
        var wanted = Sha256.sumOf("another image");
        offer(wanted, IMAGE);

        assertThatThrownBy(() -> store.manifest(wanted)).hasMessageContaining("another manifest by that name");
        assertThat(new LocalImageStore(folder).manifest(wanted)).isEmpty();
    }

    @Test
    void aSourceThatIsAwayIsNamed() {
        server.stop(0);

        assertThatThrownBy(() -> store.manifest(IMAGE.digest()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the image source http://127.0.0.1:");
    }

    private void offer(Sha256 name, ImageManifest manifest) throws IOException {
        far.put(
                "/images/manifests/" + name + ".json",
                JsonMapper.builder().build().writeValueAsBytes(manifest));
    }
}
