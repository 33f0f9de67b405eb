package io.metalwright.ops.simulated.bmc;

import io.metalwright.activities.power.ipmi.wire.CompletionCode;
import io.metalwright.activities.power.ipmi.wire.LanRequest;
import io.metalwright.activities.power.ipmi.wire.LanResponse;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.SolPacket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Serial over LAN from the BMC's side (IPMI 2.0 chapters 15 and 24): one session has the machine's line at a time, and is sent one packet at a time. */
public final class SimulatedSerialLine {
    private static final int APPLICATION = 0x06;
    private static final int CHUNK = 60;
    private static final int MOST_KEPT = 64 * 1024;
    private static final Duration RESEND = Duration.ofMillis(200);
    private static final int TRIES = 10;
    private static final CompletionCode ACTIVE_ELSEWHERE = new CompletionCode(0x80);

    /** Who has the line. */
    private record Holder(int sessionId, Consumer<SolPacket> to) {}

    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private Consumer<byte[]> typed = characters -> {};
    private @Nullable Holder holder;
    private @Nullable SolPacket underWay;
    private int tries;
    private long sentAt;
    private int sequence;
    private int lastHeard;

    /** The machine writes. Nobody there: it is lost, as on a real line. */
    public synchronized void say(String text) {
        if (holder != null && waiting.size() < MOST_KEPT) {
            waiting.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            notifyAll();
        }
    }

    /** Who reads what is typed. */
    public synchronized void onTyped(Consumer<byte[]> reader) {
        typed = reader;
    }

    static boolean knows(LanRequest request) {
        return request.networkFunction() == APPLICATION && request.command() >= 0x48 && request.command() <= 0x4B;
    }

    /**
     * @param sessionId of the session that asks
     * @param to takes packets to that session
     */
    synchronized LanResponse answer(LanRequest request, int sessionId, int port, Consumer<SolPacket> to) {
        return switch (request.command()) {
            case 0x48 -> {
                if (holder != null) {
                    yield response(request, ACTIVE_ELSEWHERE, Octets.NONE);
                }
                begin(new Holder(sessionId, to));
                yield response(
                        request,
                        CompletionCode.DONE,
                        Octets.of(0, 0, 0, 0, 200, 0, 200, 0, port & 0xFF, port >>> 8, 0xFF, 0xFF));
            }
            case 0x49 -> {
                boolean active = holder != null;
                end(sessionId);
                yield response(request, active ? CompletionCode.DONE : ACTIVE_ELSEWHERE, Octets.NONE);
            }
            case 0x4A -> response(request, CompletionCode.DONE, Octets.of(1, holder == null ? 0 : 1, 0));
            default -> {
                int id = holder == null ? 0 : holder.sessionId();
                yield response(
                        request,
                        CompletionCode.DONE,
                        Octets.of(
                                id & 0xFF,
                                id >>> 8 & 0xFF,
                                id >>> 16 & 0xFF,
                                id >>> 24 & 0xFF,
                                1,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0));
            }
        };
    }

    private static LanResponse response(LanRequest request, CompletionCode code, Octets data) {
        return new LanResponse(request.networkFunction() + 1, request.sequence(), request.command(), code, data);
    }

    private void begin(Holder next) {
        holder = next;
        underWay = null;
        sequence = 0;
        lastHeard = 0;
        waiting.reset();
        Thread.ofVirtual().name("simulated sol").start(() -> send(next));
    }

    /** Whoever had it, and is not the one who ends it, is told. */
    private void end(int byId) {
        if (holder != null && holder.sessionId() != byId) {
            holder.to().accept(new SolPacket(0, 0, 0, SolPacket.DEACTIVATING, Octets.NONE));
        }
        holder = null;
        notifyAll();
    }

    /** A session that was closed, or that made room, has no line any more. */
    synchronized void forget(int sessionId) {
        if (holder != null && holder.sessionId() == sessionId) {
            end(sessionId);
        }
    }

    void hear(int sessionId, SolPacket packet) {
        var characters = packet.characters().toArray();
        Consumer<byte[]> reader;
        synchronized (this) {
            if (holder == null || holder.sessionId() != sessionId) {
                return;
            }
            if (underWay != null && packet.acknowledged() == underWay.sequence()) {
                acknowledged(underWay, packet.accepted());
            }
            if (packet.sequence() == 0) {
                return;
            }
            holder.to().accept(SolPacket.acknowledgement(packet.sequence(), characters.length, true));
            if (packet.sequence() == lastHeard) {
                return;
            }
            lastHeard = packet.sequence();
            reader = typed;
        }
        // Without the lock: the machine may be about to say something itself.
        reader.accept(characters);
    }

    /** What was not taken goes first the next time. */
    private void acknowledged(SolPacket packet, int accepted) {
        var characters = packet.characters().toArray();
        underWay = null;
        if (accepted < characters.length) {
            var later = waiting.toByteArray();
            waiting.reset();
            waiting.writeBytes(Arrays.copyOfRange(characters, accepted, characters.length));
            waiting.writeBytes(later);
        }
        notifyAll();
    }

    private synchronized void send(Holder to) {
        try {
            while (holder == to) {
                if (underWay == null && waiting.size() > 0) {
                    var all = waiting.toByteArray();
                    var chunk = Arrays.copyOf(all, Math.min(CHUNK, all.length));
                    waiting.reset();
                    waiting.write(all, chunk.length, all.length - chunk.length);
                    sequence = sequence % SolPacket.SEQUENCES + 1;
                    underWay = new SolPacket(sequence, 0, 0, 0, Octets.of(chunk));
                    tries = 0;
                }
                var now = System.nanoTime();
                if (underWay != null && (tries == 0 || now - sentAt >= RESEND.toNanos())) {
                    if (tries++ == TRIES) {
                        holder = null;
                        return;
                    }
                    sentAt = now;
                    to.to().accept(underWay);
                }
                wait(RESEND.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
