package io.metalwright.boot.http;

import io.metalwright.boot.metrics.Counters;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns everything that is thrown into a problem, and counts. The innermost wrapper, on whichever thread the endpoint runs. */
record Safely(HttpHandler endpoint, Counters counters) implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Safely.class);

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        try {
            endpoint.handleRequest(exchange);
        } catch (Refusal e) {
            counters.count(
                    "http_refused", "status", Integer.toString(e.problem().status()));
            e.problem().send(exchange);
        } catch (Exception e) {
            counters.count("http_failed");
            LOG.warn("answer {} {}", exchange.getRequestMethod(), exchange.getRequestPath(), e);
            if (!exchange.isResponseStarted()) {
                new Problem(
                                Problem.SERVER_ERROR,
                                "Our fault",
                                "The boot services failed on this request; their log says why.")
                        .send(exchange);
            }
        }
    }
}
