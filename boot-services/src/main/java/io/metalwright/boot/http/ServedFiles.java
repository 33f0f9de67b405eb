package io.metalwright.boot.http;

import io.metalwright.boot.announce.Announcer;
import io.metalwright.model.boot.SignKind;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files with ranges, HEAD and entity tags; one instance for each kind, which says what names it knows and what a file is told by. */
final class ServedFiles {
    /** What is called by its sum never changes. */
    static final String FOR_EVER = "public, max-age=31536000, immutable";

    private static final String ASKED_AGAIN = "no-cache";
    private static final String BYTES = "application/octet-stream";

    private ServedFiles() {}

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

    static void serve(HttpServerExchange exchange, Path file, String caching, String tag) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw missing(exchange);
        }
        FileSender.send(exchange, FileFacts.of(file, tag), BYTES, caching);
    }

    static Refusal missing(HttpServerExchange exchange) {
        return new Refusal(
                Problem.NOT_FOUND, "No such file", Exchanges.quoted(exchange.getRequestPath()) + " is not here.");
    }
}
