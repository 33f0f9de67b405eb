package io.metalwright.boot.http;

import io.metalwright.boot.peer.PeerLink;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;

/** {@code POST /peer/v1/changes}: the other server of the site asks what is new. Who has not its key learns nothing here. */
final class PeerEndpoint implements HttpHandler {
    private final PeerLink peer;

    PeerEndpoint(PeerLink peer) {
        this.peer = peer;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException, InterruptedException {
        exchange.startBlocking();
        try {
            var answer = peer.answer(exchange.getInputStream().readAllBytes());
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/octet-stream");
            exchange.getOutputStream().write(answer);
        } catch (PeerLink.NotOursException e) {
            throw new Refusal(Problem.FORBIDDEN, "Not the other server", String.valueOf(e.getMessage()));
        }
    }
}
