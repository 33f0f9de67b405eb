package io.metalwright.api.console;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket with a queue and a virtual thread that empties it. */
final class SocketPeer implements Peer {
    private static final int MOST_WAITING = 2000;
    /** Shorter than the time for which proxies keep a silent connection. */
    private static final Duration PING = Duration.ofSeconds(20);

    /** What is to be sent. */
    private sealed interface Parcel {
        record Characters(byte[] octets) implements Parcel {}

        record Words(String json) implements Parcel {}

        record Farewell(String reason) implements Parcel {}
    }

    private final LinkedBlockingQueue<Parcel> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Session session;
    private volatile boolean closed;

    private SocketPeer(Session session) {
        this.session = session;
    }

    static SocketPeer of(Session session) {
        var peer = new SocketPeer(session);
        Thread.ofVirtual().name("console-peer").start(peer::deliver);
        return peer;
    }

    @Override
    public void send(byte[] characters) {
        put(new Parcel.Characters(characters));
    }

    @Override
    public void say(String json) {
        put(new Parcel.Words(json));
    }

    @Override
    public void close(String reason) {
        put(new Parcel.Farewell(reason));
    }

    private void put(Parcel parcel) {
        if (!closed && !waiting.offer(parcel)) {
            closed = true;
            waiting.clear();
            waiting.add(new Parcel.Farewell("too slow: open the console again"));
        }
    }

    /** No more comes from the other end. */
    void gone() {
        closed = true;
        waiting.offer(new Parcel.Farewell(""));
    }

    private void deliver() {
        try {
            while (session.isOpen()) {
                var parcel = waiting.poll(PING.toMillis(), TimeUnit.MILLISECONDS);
                var remote = session.getBasicRemote();
                if (parcel == null) {
                    remote.sendPing(ByteBuffer.allocate(0));
                } else if (parcel instanceof Parcel.Characters characters) {
                    remote.sendBinary(ByteBuffer.wrap(characters.octets()));
                } else if (parcel instanceof Parcel.Words words) {
                    remote.sendText(words.json());
                } else if (parcel instanceof Parcel.Farewell farewell) {
                    session.close(new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, farewell.reason()));
                }
            }
        } catch (IOException | IllegalStateException e) {
            // They went away, which the session tells its listeners.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed = true;
        }
    }
}
