package io.metalwright.ops.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.metalwright.model.metrics.Exposition;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** {@code GET /metrics}, and nothing else. It tells no secrets and no names of machines, and wants no token: let it listen where Prometheus is. */
public final class MetricsDoor implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private MetricsDoor(HttpServer server, Supplier<String> text) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, text));
    }

    public static MetricsDoor open(InetSocketAddress where, Supplier<String> text) throws IOException {
        var door = new MetricsDoor(HttpServer.create(where, 0), text);
        door.server.start();
        return door;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Supplier<String> text) throws IOException {
        try (exchange) {
            boolean asked = exchange.getRequestMethod().equals("GET")
                    && exchange.getRequestURI().getPath().equals("/metrics");
            var body = (asked ? text.get() : "Only GET /metrics is answered here.\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", asked ? Exposition.CONTENT_TYPE : "text/plain");
            exchange.sendResponseHeaders(asked ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
