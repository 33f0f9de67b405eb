package io.metalwright.boot.tftp;

import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.socket.ReceivedBatch;
import io.metalwright.boot.socket.SendBatch;
import io.metalwright.boot.tftp.wire.TftpCodec;
import io.metalwright.boot.tftp.wire.TftpError;
import io.metalwright.model.network.IpAddress;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All transfers of one address, on one thread and one port: a client is known by its own address and port. So one call takes the
 * acknowledgements of many clients, and one sends them all what comes next.
 */
final class TftpTransfers implements AutoCloseable {
    /** By what a client is known. */
    private record Client(IpAddress address, int port) {}

    private static final Logger LOG = LoggerFactory.getLogger(TftpTransfers.class);
    private static final int AT_ONCE = 4096;
    private static final int BATCH = 128;
    /** An acknowledgement has 4 bytes, an error a few words more. */
    private static final int LONGEST = 128;

    private static final int LONGEST_HEAD = 600;
    private static final int ACKNOWLEDGEMENT = 4;
    private static final int ERROR = 5;
    /** How exactly a time-out is kept while somebody is waited for. */
    private static final long LOOK_MICROS = 10_000;

    private static final long REST_MICROS = 1_000_000;

    private final UdpPort port;
    private final Counters counters;
    private final TftpServer.Served served;
    private final Queue<TftpTransfer> beginning = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closed;

    // The thread's own.
    private final Map<Client, TftpTransfer> transfers = new HashMap<>();
    private final SendBatch outgoing;
    private long nextTimeout = Long.MAX_VALUE;

    private TftpTransfers(IpAddress address, UdpPort port, Counters counters, TftpServer.Served served) {
        this.port = port;
        this.outgoing = new SendBatch(port.kind(), BATCH, LONGEST_HEAD);
        this.counters = counters;
        this.served = served;
        this.thread =
                Thread.ofPlatform().daemon().name("tftp-transfers-" + address).start(this::run);
    }

    static TftpTransfers start(IpAddress address, Counters counters, TftpServer.Served served) throws IOException {
        return new TftpTransfers(address, UdpPort.open(address, 0), counters, served);
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Any thread. */
    void begin(TftpTransfer transfer) throws IOException {
        if (count.incrementAndGet() > AT_ONCE) {
            count.decrementAndGet();
            counters.count("tftp_overload");
            return;
        }
        beginning.add(transfer);
        port.wake();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (port) {
            var batch = new ReceivedBatch(port.kind(), BATCH, LONGEST);
            boolean isResting = true;
            while (!closed) {
                if (isResting != transfers.isEmpty()) {
                    isResting = transfers.isEmpty();
                    port.receiveTimeout(isResting ? REST_MICROS : LOOK_MICROS);
                }
                port.receive(batch);
                long now = System.nanoTime();
                for (int i = 0; i < batch.size(); i++) {
                    hear(batch, i, now);
                }
                for (var next = beginning.poll(); next != null; next = beginning.poll()) {
                    begin(next, now);
                }
                if (now - nextTimeout >= 0) {
                    timeOut(now);
                }
                flush();
            }
        } catch (IOException e) {
            LOG.warn("send files by TFTP: {}", e.getMessage());
        }
    }

    private void begin(TftpTransfer transfer, long now) {
        var key = new Client(transfer.client(), transfer.port());
        var before = transfers.get(key);
        if (before != null) {
            // It replaces what the client has given up, unless it is the same request once more.
            count.decrementAndGet();
            if (before.isBegunBy(transfer.name())) {
                before.sendAgain(now, to(before));
                return;
            }
        }
        transfers.put(key, transfer);
        transfer.begin(now, to(transfer));
        await(transfer);
    }

    private void hear(ReceivedBatch batch, int index, long now) {
        if (batch.length(index) < 4) {
            return; // our own call, or nothing that could be read
        }
        var key = new Client(batch.sender(index), batch.senderPort(index));
        var transfer = transfers.get(key);
        if (transfer == null) {
            counters.count("tftp_strays");
            return;
        }
        switch (batch.unsignedShort(index, 0)) {
            case ACKNOWLEDGEMENT -> {
                var outcome = transfer.acknowledged(batch.unsignedShort(index, 2), now, to(transfer));
                if (outcome.isPresent()) {
                    end(key, transfer, outcome.get());
                } else {
                    await(transfer);
                }
            }
            case ERROR -> end(key, transfer, TftpTransfer.Outcome.STOPPED_BY_CLIENT);
            // Garbage is as good as nothing; the client will repeat itself.
            default -> counters.count("tftp_malformed");
        }
    }

    private void timeOut(long now) {
        nextTimeout = now + Integer.MAX_VALUE;
        for (var entry : Map.copyOf(transfers).entrySet()) {
            var transfer = entry.getValue();
            if (now - transfer.deadline() >= 0) {
                counters.count("tftp_timeouts");
                Optional<TftpTransfer.Outcome> outcome = transfer.timedOut(now, to(transfer));
                if (outcome.isPresent()) {
                    port.trySend(
                            TftpCodec.encode(TftpError.NOT_DEFINED, "no acknowledgement came"),
                            transfer.client(),
                            transfer.port());
                    end(entry.getKey(), transfer, outcome.get());
                    continue;
                }
            }
            await(transfer);
        }
    }

    private void await(TftpTransfer transfer) {
        if (transfer.deadline() - nextTimeout < 0 || nextTimeout == Long.MAX_VALUE) {
            nextTimeout = transfer.deadline();
        }
    }

    private void end(Client key, TftpTransfer transfer, TftpTransfer.Outcome outcome) {
        transfers.remove(key);
        count.decrementAndGet();
        counters.count("tftp_transfers", "outcome", outcome.name());
        if (outcome == TftpTransfer.Outcome.SENT) {
            served.served(transfer.client(), transfer.name());
        }
    }

    private TftpTransfer.Sink to(TftpTransfer transfer) {
        return new TftpTransfer.Sink() {
            @Override
            public void send(byte[] packet) {
                room();
                if (outgoing.takes(packet.length)) {
                    outgoing.add(transfer.client(), transfer.port(), packet);
                }
            }

            @Override
            public void send(int blockNumber, MemorySegment content) {
                room();
                outgoing.add(transfer.client(), transfer.port(), DATA, blockNumber, content, content.byteSize());
            }
        };
    }

    private static final int DATA = 3;

    private void room() {
        if (outgoing.isFull()) {
            flush();
        }
    }

    private void flush() {
        if (!outgoing.isEmpty()) {
            int refused = port.send(outgoing);
            if (refused > 0) {
                counters.add("tftp_send_failed", refused);
            }
        }
    }
}
