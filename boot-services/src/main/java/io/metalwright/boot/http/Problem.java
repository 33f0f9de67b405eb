package io.metalwright.boot.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.metalwright.boot.store.Json;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.nio.charset.StandardCharsets;

/** A failure as {@code application/problem+json} (RFC 9457). */
record Problem(
        @JsonProperty("status") int status,
        @JsonProperty("title") String title,
        @JsonProperty("detail") String detail) {
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONTENT_TOO_LARGE = 413;
    static final int UNPROCESSABLE = 422;
    static final int SERVER_ERROR = 500;
    static final int UNAVAILABLE = 503;

    void send(HttpServerExchange exchange) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/problem+json");
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.endExchange();
            return;
        }
        try {
            exchange.getResponseSender().send(Json.MAPPER.writeValueAsString(this), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("write a problem as JSON", e);
        }
    }
}
