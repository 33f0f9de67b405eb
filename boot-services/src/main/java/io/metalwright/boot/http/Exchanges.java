package io.metalwright.boot.http;

import com.fasterxml.jackson.core.JsonProcessingException;
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

    /** The body as a record, whose constructor checks it. On a virtual thread only. */
    static <T> T body(HttpServerExchange exchange, Class<T> type) throws IOException {
        exchange.startBlocking();
        byte[] bytes;
        try {
            bytes = exchange.getInputStream().readAllBytes();
        } catch (RequestTooBigException e) {
            throw new Refusal(Problem.CONTENT_TOO_LARGE, "Body too large", "At most 4 MiB are taken.");
        }
        try {
            var value = Json.MAPPER.readValue(bytes, type);
            if (value == null) {
                throw new Refusal(Problem.BAD_REQUEST, "Body missing", "A JSON object is wanted.");
            }
            return value;
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
