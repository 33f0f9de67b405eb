package io.metalwright.activities.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ImageFetchTest {
    private static final ImageProgress UNHEARD = (phase, done, total) -> {};
    private static final byte[] IMAGE = new byte[1 << 20];

    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private volatile int cutAfter = IMAGE.length;
    private volatile int status = 0;
    private volatile String version = "\"1\"";

    @TempDir
    Path folder;

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        new Random(2).nextBytes(IMAGE);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/image", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aDownloadThatWasCutGoesOnWhereItWas() throws Exception {
        cutAfter = 300_000;
        assertThatThrownBy(this::fetch).isInstanceOf(IOException.class);
        cutAfter = IMAGE.length;
        fetch();
        assertThat(folder.resolve("image")).hasBinaryContent(IMAGE);
        assertThat(ranges.getFirst()).isEqualTo("whole");
        assertThat(ranges.getLast()).startsWith("bytes=").isNotEqualTo("bytes=0-");
    }

    @Test
    void aSourceThatChangedMeanwhileIsFetchedAnew() throws Exception {
        cutAfter = 300_000;
        assertThatThrownBy(this::fetch).isInstanceOf(IOException.class);
        cutAfter = IMAGE.length;
        version = "\"2\"";
        new Random(3).nextBytes(IMAGE);
        fetch();
        assertThat(folder.resolve("image")).hasBinaryContent(IMAGE);
    }

    @Test
    void aWholeFileIsNotFetchedAgain() throws Exception {
        fetch();
        fetch();
        assertThat(folder.resolve("image")).hasBinaryContent(IMAGE);
        assertThat(ranges).containsExactly("whole", "bytes=" + IMAGE.length + "-");
    }

    @Test
    void anAnswerThatStaysAsItIsRefusesTheImage() {
        status = 404;
        assertThatThrownBy(this::fetch)
                .isInstanceOf(RefusedImageException.class)
                .hasMessageContaining("404");
    }

    @Test
    void aServerInTroubleIsAskedAgainLater() {
        status = 503;
        assertThatThrownBy(this::fetch).isInstanceOf(IOException.class).hasMessageContaining("503");
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        int port = server.getAddress().getPort();
        server.stop(0);
        assertThatThrownBy(this::fetch)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing answers at 127.0.0.1:" + port);
    }

    private void fetch() throws IOException, RefusedImageException {
        new ImageFetch()
                .fetch(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/image"),
                        folder.resolve("image"),
                        UNHEARD);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            ranges.add(headers.containsKey("Range") ? headers.getFirst("Range") : "whole");
            if (status != 0) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            int from = start(headers.getFirst("Range"), headers.getFirst("If-Range"));
            exchange.getResponseHeaders().set("ETag", version);
            if (from >= IMAGE.length) {
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            exchange.sendResponseHeaders(from == 0 ? 200 : 206, IMAGE.length - from);
            exchange.getResponseBody().write(IMAGE, from, Math.min(IMAGE.length, cutAfter) - from);
        }
    }

    private int start(@Nullable String range, @Nullable String condition) {
        return range != null && version.equals(condition) ? Integer.parseInt(range.replaceAll("[^0-9]", "")) : 0;
    }
}
