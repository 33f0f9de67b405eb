package io.metalwright.boot.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.metalwright.boot.store.Json;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.IpAddress;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;
import java.io.IOException;
import java.util.Optional;

/** Reads requests in the product's words; what cannot be read is refused. */
final class Exchanges {
    private static final String BEARER = "Bearer ";
    private static final int LONGEST_QUOTE = 80;
    /** The report of a machine with hundreds of disks has a hundred KiB. */
    private static final long LARGEST_BODY = 1L << 20;

    private static final int LONGEST_TEXT = 4096;
    private static final int DEEPEST = 64;

    /** For what strangers send: whoever sends it, and however many, little of it is ever in memory. */
    private static final JsonFactory OF_STRANGERS = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();

    private Exchanges() {}

    static IpAddress client(HttpServerExchange exchange) {
        return IpAddress.ofOctets(exchange.getSourceAddress().getAddress().getAddress());
    }

    /** The address that the client connected to: how it reaches us. */
    static IpAddress server(HttpServerExchange exchange) {
        return IpAddress.ofOctets(exchange.getDestinationAddress().getAddress().getAddress());
    }

    static Optional<String> query(HttpServerExchange exchange, String name) {
        return Optional.ofNullable(exchange.getQueryParameters().get(name)).map(values -> values.getFirst());
    }

    static Optional<MacAddress> mac(HttpServerExchange exchange) {
        return query(exchange, "mac").map(text -> {
            try {
                return MacAddress.of(text);
            } catch (IllegalArgumentException e) {
                throw new Refusal(
                        Problem.BAD_REQUEST,
                        "Not a MAC address",
                        "The query parameter 'mac' is '" + quoted(text) + "'. It reads like 52:54:00:12:34:56.");
            }
        });
    }

    static String bearer(HttpServerExchange exchange) {
        var header = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        if (header == null || !header.startsWith(BEARER)) {
            throw new Refusal(Problem.UNAUTHORIZED, "Not authorized", "Send the header 'Authorization: Bearer …'.");
        }
        return header.substring(BEARER.length()).strip();
    }

    /**
     * The body as a record, whose constructor checks it. It is read as it comes, and what the record does not name is passed over. On a virtual thread
     * only. One that comes in chunks says no length beforehand: the server's own limit, which is larger, ends it.
     */
    static <T> T body(HttpServerExchange exchange, Class<T> type) throws IOException {
        if (exchange.getRequestContentLength() > LARGEST_BODY) {
            throw tooLarge();
        }
        exchange.startBlocking();
        try (var body = OF_STRANGERS.createParser(exchange.getInputStream())) {
            var value = Json.MAPPER.readValue(body, type);
            if (value == null) {
                throw new Refusal(Problem.BAD_REQUEST, "Body missing", "A JSON object is wanted.");
            }
            return value;
        } catch (RequestTooBigException e) {
            throw tooLarge();
        } catch (JsonProcessingException e) {
            // The original message quotes the body, which may hold a token.
            throw new Refusal(
                    Problem.BAD_REQUEST,
                    "Body not understood",
                    e.getCause() instanceof IllegalArgumentException wrong
                            ? String.valueOf(wrong.getMessage())
                            : "It is not the JSON object that is wanted here (line "
                                    + (e.getLocation() == null
                                            ? 0
                                            : e.getLocation().getLineNr()) + ").");
        }
    }

    private static Refusal tooLarge() {
        return new Refusal(
                Problem.CONTENT_TOO_LARGE, "Body too large", "At most " + (LARGEST_BODY >> 20) + " MiB are taken.");
    }

    static void sendText(HttpServerExchange exchange, String type, String text) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender().send(text);
    }

    static void sendJson(HttpServerExchange exchange, Object value) throws IOException {
        sendText(exchange, "application/json", Json.MAPPER.writeValueAsString(value));
    }

    /** What a stranger sent, fit for an answer or a log. */
    static String quoted(String text) {
        var clean = text.replaceAll("[^\\x20-\\x7e]", "?");
        return clean.length() > LONGEST_QUOTE ? clean.substring(0, LONGEST_QUOTE) + "…" : clean;
    }
}
