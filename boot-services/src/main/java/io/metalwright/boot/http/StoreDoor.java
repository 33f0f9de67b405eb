package io.metalwright.boot.http;

import io.metalwright.boot.images.StoreWatch;
import io.metalwright.boot.metrics.Counters;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Before everything that reads or writes the image store. One on a disk of this host is passed through. One on a mount of the network is given threads of
 * its own, so that a server that is away stops nothing but what lies on it, and is not asked while it is known to be away.
 */
final class StoreDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreDoor.class);
    /** As many as a rack has machines; each may be stuck. */
    private static final int MOST = 64;

    private static final AttachmentKey<Boolean> WAITS = AttachmentKey.create(Boolean.class);

    private final StoreWatch watch;
    private final Counters counters;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("store-", 0).factory());
    private final Semaphore free = new Semaphore(MOST);

    StoreDoor(StoreWatch watch, Counters counters) {
        this.watch = watch;
        this.counters = counters;
    }

    /** Whether this request is on a thread that may wait for the store. */
    static boolean mayWait(HttpServerExchange exchange) {
        return exchange.getAttachment(WAITS) != null;
    }

    HttpHandler before(HttpHandler endpoint) {
        return before(endpoint, endpoint);
    }

    /** @param local what answers where the store lies on a disk of this host */
    HttpHandler before(HttpHandler endpoint, HttpHandler local) {
        return exchange -> {
            if (!watch.isOfTheNetwork()) {
                local.handleRequest(exchange);
                return;
            }
            watch.away().ifPresent(why -> {
                counters.count("image_store_away");
                throw new Refusal(Problem.UNAVAILABLE, "The image store is away", why);
            });
            if (!free.tryAcquire()) {
                counters.count("image_store_busy");
                throw new Refusal(
                        Problem.UNAVAILABLE, "The image store is busy", MOST + " requests wait for it already.");
            }
            exchange.putAttachment(WAITS, true);
            var safe = new Safely(waiting -> answer(waiting, endpoint), counters);
            exchange.dispatch(threads, waiting -> {
                try {
                    safe.handleRequest(waiting);
                } finally {
                    free.release();
                }
            });
        };
    }

    /** Of a store that answers with errors nothing is known, not even that it lacks something. */
    private void answer(HttpServerExchange exchange, HttpHandler endpoint) throws Exception {
        try {
            try {
                endpoint.handleRequest(exchange);
            } catch (Refusal e) {
                if (e.problem().status() == Problem.NOT_FOUND) {
                    watch.ask();
                }
                throw e;
            }
        } catch (IOException e) {
            if (exchange.isResponseStarted()) {
                throw e;
            }
            LOG.warn("answer {} {}: {}", exchange.getRequestMethod(), exchange.getRequestPath(), e.toString());
            counters.count("image_store_failed");
            // They are those of what was to be sent.
            exchange.getResponseHeaders().clear();
            throw new Refusal(Problem.UNAVAILABLE, "The image store fails", e.toString());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
