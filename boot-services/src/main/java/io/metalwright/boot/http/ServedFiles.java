package io.metalwright.boot.http;

import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.model.boot.SignKind;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Files with ranges, HEAD and entity tags; one instance for each kind, which says what names it knows and what a file is told by. */
final class ServedFiles {
    private static final Pattern CHUNK = Pattern.compile("/images/chunks/([0-9a-f]{2})([0-9a-f]{62})");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private static final String ASKED_AGAIN = "no-cache";
    private static final String BYTES = "application/octet-stream";

    private ServedFiles() {}

    /** {@code /images/chunks/<sha256>}: the name says what is in it, so it is its own entity tag. */
    static HttpHandler imageChunks(Path store, Counters counters) {
        var chunks = store.resolve("chunks");
        return exchange -> {
            var name = CHUNK.matcher(exchange.getRequestPath());
            if (!name.matches()) {
                throw new Refusal(
                        Problem.NOT_FOUND, "No chunk", "A chunk is asked for by its SHA-256 of 64 hexadecimal digits.");
            }
            var sum = name.group(1) + name.group(2);
            exchange.addExchangeCompleteListener((done, next) -> {
                counters.count("image_chunks");
                counters.add("image_bytes", done.getResponseBytesSent());
                next.proceed();
            });
            serve(exchange, chunks.resolve(name.group(1)).resolve(sum), FOR_EVER, sum);
        };
    }

    /** {@code /bootos/kernel} and {@code /bootos/initrd}. The machine that fetched one whole is heard of. */
    static HttpHandler bootOs(Path folder, String name, SignKind kind, Announcer announcer) {
        var file = folder.resolve(name);
        return exchange -> {
            Exchanges.mac(exchange)
                    .ifPresent(mac -> exchange.addExchangeCompleteListener((done, next) -> {
                        if (done.getStatusCode() / 100 == 2
                                && done.getRequestMethod().equals(Methods.GET)) {
                            announcer.passed(kind, mac, done.getResponseBytesSent() + " bytes by HTTP");
                        }
                        next.proceed();
                    }));
            serve(exchange, file, ASKED_AGAIN, "");
        };
    }

    /** {@code /files/<name>}, and {@code /<name>} where nothing else is: the shelf that TFTP serves too. */
    static HttpHandler bootFiles(RecentFiles files, String prefix) {
        return exchange -> {
            var file = files.find(exchange.getRequestPath().substring(prefix.length()));
            FileSender.send(exchange, file.orElseThrow(() -> missing(exchange)), BYTES, ASKED_AGAIN);
        };
    }

    private static void serve(HttpServerExchange exchange, Path file, String caching, String tag) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw missing(exchange);
        }
        FileSender.send(exchange, FileFacts.of(file, tag), BYTES, caching);
    }

    private static Refusal missing(HttpServerExchange exchange) {
        return new Refusal(
                Problem.NOT_FOUND, "No such file", Exchanges.quoted(exchange.getRequestPath()) + " is not here.");
    }
}
