package io.metalwright.boot.http;

import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.files.FileShelf;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.model.boot.SignKind;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import io.undertow.server.handlers.resource.ResourceManager;
import io.undertow.util.ETag;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files with ranges, HEAD and entity tags; one instance for each kind, which says what names it knows and what a file is told by. */
final class ServedFiles {
    private static final Pattern CHUNK = Pattern.compile("/images/chunks/([0-9a-f]{2})([0-9a-f]{62})");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private ServedFiles() {}

    /** {@code /images/chunks/<sha256>}: the name says what is in it, so it is its own entity tag. */
    static HttpHandler imageChunks(Path store, Counters counters) {
        var files = files(store.resolve("chunks"), path -> {
            var name = path.getFileName();
            return name == null ? null : name.toString();
        });
        return exchange -> {
            var name = CHUNK.matcher(exchange.getRequestPath());
            if (!name.matches()) {
                throw new Refusal(
                        Problem.NOT_FOUND, "No chunk", "A chunk is asked for by its SHA-256 of 64 hexadecimal digits.");
            }
            var path = name.group(1) + "/" + name.group(1) + name.group(2);
            exchange.addExchangeCompleteListener((done, next) -> {
                counters.count("image_chunks");
                counters.add("image_bytes", done.getResponseBytesSent());
                next.proceed();
            });
            serve(exchange, files, store.resolve("chunks"), path, FOR_EVER);
        };
    }

    /** {@code /bootos/kernel} and {@code /bootos/initrd}. The machine that fetched one whole is heard of. */
    static HttpHandler bootOs(Path folder, String name, SignKind kind, Announcer announcer) {
        var files = files(folder, ServedFiles::sizeAndTime);
        return exchange -> {
            Exchanges.mac(exchange)
                    .ifPresent(mac -> exchange.addExchangeCompleteListener((done, next) -> {
                        if (done.getStatusCode() / 100 == 2
                                && done.getRequestMethod().equals(Methods.GET)) {
                            announcer.passed(kind, mac, done.getResponseBytesSent() + " bytes by HTTP");
                        }
                        next.proceed();
                    }));
            serve(exchange, files, folder, name, "no-cache");
        };
    }

    /** {@code /files/<name>}: the shelf that TFTP serves too. */
    static HttpHandler bootFiles(FileShelf shelf) {
        return exchange -> {
            var name = exchange.getRequestPath().substring("/files/".length());
            switch (shelf.find(name)) {
                case FileShelf.Found.File(Path path, long ignored) -> {
                    var folder = path.toAbsolutePath().getParent();
                    var file = path.getFileName();
                    if (folder != null && file != null) {
                        serve(exchange, files(folder, ServedFiles::sizeAndTime), folder, file.toString(), "no-cache");
                    }
                }
                case FileShelf.Found.Missing ignored -> throw missing(exchange);
                case FileShelf.Found.Outside ignored -> throw missing(exchange);
            }
        };
    }

    private static void serve(
            HttpServerExchange exchange, ResourceManager files, Path folder, String name, String caching)
            throws Exception {
        if (!Files.isRegularFile(folder.resolve(name))) {
            throw missing(exchange);
        }
        exchange.setRelativePath("/" + name);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/octet-stream");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, caching);
        new ResourceHandler(files).setCacheTime(0).setWelcomeFiles().handleRequest(exchange);
    }

    private static ResourceManager files(Path folder, Function<Path, @Nullable String> tag) {
        return PathResourceManager.builder()
                .setBase(folder)
                .setETagFunction(path -> {
                    var text = tag.apply(path);
                    return text == null ? null : new ETag(false, text);
                })
                .build();
    }

    private static @Nullable String sizeAndTime(Path path) {
        try {
            return Files.size(path) + "-" + Files.getLastModifiedTime(path).toMillis();
        } catch (IOException e) {
            return null; // it goes without a tag
        }
    }

    private static Refusal missing(HttpServerExchange exchange) {
        return new Refusal(
                Problem.NOT_FOUND, "No such file", Exchanges.quoted(exchange.getRequestPath()) + " is not here.");
    }
}
