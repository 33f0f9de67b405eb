package io.metalwright.activities.health.redfish;

import io.metalwright.activities.health.HealthBook;
import io.metalwright.activities.health.SenderBudget;
import io.metalwright.activities.power.redfish.EventMessage;
import io.metalwright.activities.power.redfish.MalformedEvent;
import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.health.EventSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the events that BMCs of a site push: one POST over HTTPS for each connection, at the path that its machine's subscription names and nobody else
 * knows. An event is kept as what was told, it hastens the next look at the machine, and changes nothing else.
 *
 * <p>No library's server: who knocks too often is turned away before a handshake of TLS is spent on it.
 */
public final class EventDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventDoor.class);

    /** From the first octet to the last: BMCs are slow at TLS. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    private static final int AT_ONCE = 100;
    private static final int BURST = 300;
    private static final Duration EACH = Duration.ofMillis(200);
    private static final int DRAINED = 64 << 10;
    private static final Duration DRAIN = Duration.ofSeconds(1);

    private final Map<Outcome, LongAdder> counts = new ConcurrentHashMap<>();
    private final SenderBudget budget = new SenderBudget(BURST, EACH);
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExecutorService visits = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("redfish-event-", 0).factory());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("redfish-event-clock").factory());
    private final ServerSocket server;
    private final SSLContext tls;
    private final Duration longest;
    private final SiteName site;
    private final EventPaths paths;
    private final HealthBook book;

    /** What became of a connection. */
    public enum Outcome {
        KEPT,
        /** All of its events came before, or it brought none. */
        REPEATED,
        /** At a path that no subscription of ours names, or of a machine that is gone. */
        STRANGER,
        MALFORMED,
        /** It did not come to an end, or spoke no TLS. */
        BROKEN_OFF,
        TOO_MANY,
        /** Our own trouble. */
        LOST
    }

    private EventDoor(
            ServerSocket server, SSLContext tls, Duration longest, SiteName site, EventPaths paths, HealthBook book) {
        this.server = server;
        this.tls = tls;
        this.longest = longest;
        this.site = site;
        this.paths = paths;
        this.book = book;
    }

    public static EventDoor open(
            InetSocketAddress where, SSLContext tls, SiteName site, EventPaths paths, HealthBook book)
            throws IOException {
        return open(where, tls, LONGEST, site, paths, book);
    }

    static EventDoor open(
            InetSocketAddress where, SSLContext tls, Duration longest, SiteName site, EventPaths paths, HealthBook book)
            throws IOException {
        var server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(where);
        } catch (IOException e) {
            server.close();
            throw new IOException("take Redfish events at " + where + ": " + e.getMessage(), e);
        }
        var door = new EventDoor(server, tls, longest, site, paths, book);
        Thread.ofVirtual().name("redfish-events").start(door::listen);
        return door;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    public long count(Outcome outcome) {
        var count = counts.get(outcome);
        return count == null ? 0 : count.sum();
    }

    private void count(Outcome outcome, long more) {
        counts.computeIfAbsent(outcome, unknown -> new LongAdder()).add(more);
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                if (!budget.allows(connection.getInetAddress()) || !places.tryAcquire()) {
                    count(Outcome.TOO_MANY, 1);
                    connection.close();
                } else {
                    visits.execute(() -> serve(connection));
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.warn("take Redfish events: {}", e.getMessage());
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            // A time for each read would let one who sends an octet now and then stay for ever.
            var cut = clock.schedule(() -> closed(connection), longest.toMillis(), TimeUnit.MILLISECONDS);
            try (var secure = (SSLSocket) tls.getSocketFactory().createSocket(connection, null, true)) {
                hear(connection, secure);
            } finally {
                cut.cancel(false);
            }
        } catch (IOException e) {
            count(Outcome.BROKEN_OFF, 1);
            LOG.debug("an event from {}: {}", connection.getInetAddress().getHostAddress(), e.getMessage());
        } catch (RejectedExecutionException e) {
            // Who comes while the door closes is not heard.
        } finally {
            places.release();
        }
    }

    private void hear(Socket connection, SSLSocket secure) throws IOException {
        secure.setUseClientMode(false);
        connection.setTcpNoDelay(true);
        secure.startHandshake();
        var answer = answer(secure.getInputStream(), secure.getOutputStream());
        count(answer.outcome(), 1);
        secure.getOutputStream().write(answer.octets());
        secure.getOutputStream().flush();
        if (!answer.bodyRead()) {
            drain(secure);
        }
    }

    /** Whoever is still sending when the connection is reset does not read why. */
    private static void drain(SSLSocket secure) throws IOException {
        secure.shutdownOutput();
        secure.setSoTimeout((int) DRAIN.toMillis());
        try {
            secure.getInputStream().readNBytes(DRAINED);
        } catch (IOException e) {
            // It does not matter any more.
        }
    }

    private record Answer(Outcome outcome, int status, String text, boolean bodyRead) {
        byte[] octets() {
            var body = text.isEmpty() ? "" : text + "\n";
            return ("HTTP/1.1 " + status + " " + reason(status) + "\r\n"
                            + (status == 405 ? "Allow: POST\r\n" : "")
                            + (status == 204
                                    ? ""
                                    : "Content-Type: text/plain; charset=utf-8\r\nContent-Length: "
                                            + body.getBytes(StandardCharsets.UTF_8).length + "\r\n")
                            + "Connection: close\r\n\r\n" + body)
                    .getBytes(StandardCharsets.UTF_8);
        }

        private static String reason(int status) {
            return switch (status) {
                case 204 -> "No Content";
                case 400 -> "Bad Request";
                case 404 -> "Not Found";
                case 405 -> "Method Not Allowed";
                case 411 -> "Length Required";
                case 413 -> "Content Too Large";
                case 431 -> "Request Header Fields Too Large";
                default -> "Service Unavailable";
            };
        }
    }

    private Answer answer(InputStream raw, OutputStream out) throws IOException {
        var in = new BufferedInputStream(raw);
        boolean bodyRead = false;
        try {
            var request = PostedRequest.readHead(in);
            var machine = paths.machine(request.path());
            if (machine.isEmpty()) {
                return stranger(false);
            }
            if (request.waits()) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            var body = request.readBody(in);
            bodyRead = true;
            return keep(machine.get(), body);
        } catch (BadRequest e) {
            return new Answer(Outcome.MALFORMED, e.status(), String.valueOf(e.getMessage()), bodyRead);
        } catch (MalformedEvent e) {
            return new Answer(Outcome.MALFORMED, 400, String.valueOf(e.getMessage()), bodyRead);
        }
    }

    private static Answer stranger(boolean bodyRead) {
        return new Answer(Outcome.STRANGER, 404, "No subscription of ours names this path.", bodyRead);
    }

    private Answer keep(MachineId machine, byte[] body) {
        var outcome = Outcome.REPEATED;
        for (var event : EventMessage.decode(body)) {
            try {
                switch (book.told(site, machine, EventSource.REDFISH, event)) {
                    case KEPT -> outcome = Outcome.KEPT;
                    case KNOWN -> {}
                    case NOBODY -> {
                        return stranger(true);
                    }
                }
            } catch (RuntimeException e) {
                LOG.warn("keep an event of {}: {}", machine, e.getMessage());
                return new Answer(Outcome.LOST, 503, "The event cannot be kept now. Send it again.", true);
            }
        }
        return new Answer(outcome, 204, "", true);
    }

    private static void closed(Socket connection) {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("cut off a sender of events: {}", e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        clock.shutdownNow();
        visits.shutdownNow();
    }
}
