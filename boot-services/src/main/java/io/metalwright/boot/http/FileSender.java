package io.metalwright.boot.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.DateUtils;
import io.undertow.util.ETag;
import io.undertow.util.ETagUtils;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Date;
import org.xnio.IoUtils;

/**
 * Sends files: whole, in one range, or only their headers (RFC 9110 sections 13 and 14). What is small is kept in memory; the rest goes from
 * the page cache to the socket by sendfile(2), on the thread that serves the connection, which never waits for it;
 * but from a mount of the network by a thread that may.
 */
final class FileSender {
    private static final int PIECE = 256 << 10;

    private FileSender() {}

    static void send(HttpServerExchange exchange, FileFacts file, String type, String caching) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.put(Headers.CONTENT_TYPE, type);
        headers.put(Headers.CACHE_CONTROL, caching);
        headers.put(Headers.ETAG, file.tagHeader());
        headers.put(Headers.ACCEPT_RANGES, "bytes");
        headers.put(Headers.LAST_MODIFIED, file.modifiedHeader());
        if (isNotModified(exchange, file)) {
            exchange.setStatusCode(StatusCodes.NOT_MODIFIED);
            exchange.endExchange();
            return;
        }
        switch (range(exchange, file)) {
            case ByteRange.Whole ignored -> send(exchange, file, 0, file.size());
            case ByteRange.Part(long first, long last) -> {
                exchange.setStatusCode(StatusCodes.PARTIAL_CONTENT);
                headers.put(Headers.CONTENT_RANGE, "bytes " + first + "-" + last + "/" + file.size());
                send(exchange, file, first, last - first + 1);
            }
            case ByteRange.Unsatisfiable ignored -> {
                headers.put(Headers.CONTENT_RANGE, "bytes */" + file.size());
                exchange.setStatusCode(StatusCodes.REQUEST_RANGE_NOT_SATISFIABLE);
                exchange.endExchange();
            }
        }
    }

    private static boolean isNotModified(HttpServerExchange exchange, FileFacts file) {
        var request = exchange.getRequestHeaders();
        if (request.contains(Headers.IF_NONE_MATCH)) {
            return !ETagUtils.handleIfNoneMatch(exchange, new ETag(false, file.tag()), true);
        }
        return request.contains(Headers.IF_MODIFIED_SINCE)
                && !DateUtils.handleIfModifiedSince(exchange, new Date(file.modified()));
    }

    /** If-Range (RFC 9110 section 13.1.5): of a file that has changed, the rest of the old one is of no use. */
    private static ByteRange range(HttpServerExchange exchange, FileFacts file) {
        var wanted = exchange.getRequestHeaders().getFirst(Headers.RANGE);
        if (wanted == null) {
            return new ByteRange.Whole();
        }
        var condition = exchange.getRequestHeaders().getFirst(Headers.IF_RANGE);
        if (condition != null
                && !condition.equals(file.tagHeader())
                && !new Date(file.modified()).equals(DateUtils.parseDate(condition))) {
            return new ByteRange.Whole();
        }
        return ByteRange.of(wanted, file.size());
    }

    private static void send(HttpServerExchange exchange, FileFacts file, long from, long length) throws IOException {
        exchange.setResponseContentLength(length);
        if (exchange.getRequestMethod().equals(Methods.HEAD) || length == 0) {
            exchange.endExchange();
            return;
        }
        var content = file.content();
        if (content != null) {
            exchange.getResponseSender().send(content.slice((int) from, (int) length));
        } else if (StoreDoor.mayWait(exchange)) {
            copy(exchange, file, from, length);
        } else {
            new FileTransfer(exchange, FileChannel.open(file.path()), from, length).begin();
        }
    }

    /** On this thread, which may wait for the file as long as it likes; the threads that serve connections only ever get bytes. */
    private static void copy(HttpServerExchange exchange, FileFacts file, long from, long length) throws IOException {
        exchange.startBlocking();
        var client = exchange.getOutputStream();
        var buffer = ByteBuffer.allocate(PIECE);
        try (var channel = FileChannel.open(file.path())) {
            for (long sent = 0; sent < length; sent += buffer.position()) {
                buffer.clear().limit((int) Math.min(PIECE, length - sent));
                if (channel.read(buffer, from + sent) < 0) {
                    IoUtils.safeClose(exchange.getConnection());
                    throw new IOException(file.path() + " was cut short while it was sent");
                }
                try {
                    client.write(buffer.array(), 0, buffer.position());
                } catch (IOException e) {
                    // A client that went away is no event; a machine that was reset does so.
                    IoUtils.safeClose(exchange.getConnection());
                    return;
                }
            }
        }
        exchange.endExchange();
    }
}
