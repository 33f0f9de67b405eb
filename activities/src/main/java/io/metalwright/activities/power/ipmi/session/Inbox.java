package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.ipmi.wire.MalformedMessage;
import io.metalwright.activities.power.ipmi.wire.SessionPacket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where one waiting party finds the packets meant for it. Holds a few; a BMC that floods us loses the rest. */
final class Inbox implements AutoCloseable {
    private static final int CAPACITY = 32;

    /** @param bytes the packet from its authentication type on, which its signature covers */
    record Arrival(byte[] bytes, SessionPacket packet) {}

    private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(CAPACITY);
    private final InetSocketAddress remote;
    private final Runnable onClose;
    private volatile @Nullable MalformedMessage nonsense;

    Inbox(InetSocketAddress remote, Runnable onClose) {
        this.remote = remote;
        this.onClose = onClose;
    }

    InetSocketAddress remote() {
        return remote;
    }

    boolean offer(Arrival arrival) {
        return arrivals.offer(arrival);
    }

    Optional<Arrival> poll(Duration wait) throws InterruptedException {
        return Optional.ofNullable(arrivals.poll(wait.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Remembers that this BMC sent something that cannot be read. */
    void note(MalformedMessage malformed) {
        nonsense = malformed;
    }

    Optional<MalformedMessage> nonsense() {
        return Optional.ofNullable(nonsense);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
