package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.SerialLine;
import io.metalwright.activities.power.ipmi.wire.ActivatePayload;
import io.metalwright.activities.power.ipmi.wire.DeactivatePayload;
import io.metalwright.activities.power.ipmi.wire.GetPayloadActivationStatus;
import io.metalwright.activities.power.ipmi.wire.GetPayloadInstanceInfo;
import io.metalwright.activities.power.ipmi.wire.MalformedMessage;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.PayloadType;
import io.metalwright.activities.power.ipmi.wire.SolPacket;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Serial over LAN (IPMI 2.0 chapter 15), in a session of its own. One packet to the BMC is under way at a time, repeated until it is acknowledged; what
 * the BMC sends is acknowledged at once. Two threads live as long as the line: one takes what comes, one looks whether the line is still ours.
 */
public final class SerialOverLan implements SerialLine {
    private static final int INSTANCE = 1;
    /** As many as BMCs were seen to take at a time, whatever they promise. */
    private static final int LONGEST = 96;

    private static final int SHORTEST = 16;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration UNAVAILABLE_PAUSE = Duration.ofMillis(100);

    private final ReentrantLock writing = new ReentrantLock();
    private final ReceivedCharacters received = new ReceivedCharacters();
    private final AwaitedAcknowledgement awaited = new AwaitedAcknowledgement();
    private final Session session;
    private final Inbox inbox;
    private final SolTimes times;
    private final int chunk;
    private final Thread listener;
    private final Thread keeper;
    private int sequence;
    private volatile boolean closed;

    private SerialOverLan(Session session, Inbox inbox, SolTimes times, int chunk) {
        this.session = session;
        this.inbox = inbox;
        this.times = times;
        this.chunk = chunk;
        this.listener = Thread.ofVirtual().name("sol " + session.address()).unstarted(this::listen);
        this.keeper = Thread.ofVirtual().name("sol-keep " + session.address()).unstarted(this::keep);
    }

    /**
     * @param take whether to end another session's serial line first
     * @throws BmcFailure.LineTaken if another session has it, and it is not to be taken
     */
    public static SerialOverLan open(Session session, boolean take) {
        return open(session, take, SolTimes.USUAL);
    }

    static SerialOverLan open(Session session, boolean take, SolTimes times) {
        // Before the BMC is asked: it may send characters before its answer.
        Inbox inbox = session.serialInbox();
        try {
            ActivatePayload.Answer answer = activate(session, take);
            checkPort(session, answer.port());
            SerialOverLan line = new SerialOverLan(session, inbox, times, chunk(answer.inboundSize()));
            line.listener.start();
            line.keeper.start();
            return line;
        } catch (RuntimeException e) {
            inbox.close();
            throw e;
        }
    }

    private static ActivatePayload.Answer activate(Session session, boolean take) {
        PacketSeal seal = session.seal();
        var command = new ActivatePayload(PayloadType.SOL, INSTANCE, seal.isEncrypted(), seal.isSigned());
        try {
            return session.run(command);
        } catch (BmcFailure.Refused e) {
            if (e.code() != ActivatePayload.ACTIVE_ELSEWHERE.value()) {
                throw explained(session, e);
            }
            if (!take) {
                throw new BmcFailure.LineTaken(
                        title(session) + ": another session has it. Take it from them, or ask them to leave.", e);
            }
        }
        deactivate(session);
        return session.run(command);
    }

    private static BmcFailure.Refused explained(Session session, BmcFailure.Refused refusal) {
        String reason = switch (refusal.code()) {
            case 0x81 -> "serial over LAN is switched off on this BMC. Switch it on for the channel and the user.";
            case 0x82 -> "it has as many such sessions as it can. Wait until one ends.";
            case 0x83 ->
                "it does not encrypt the characters of a serial line. Without, passwords would travel in the clear: use another cipher suite on purpose.";
            case 0x84 -> "it wants the characters encrypted. Use cipher suite 17 or 3.";
            default -> String.valueOf(refusal.getMessage());
        };
        return new BmcFailure.Refused(refusal.command(), refusal.code(), title(session) + ": " + reason);
    }

    /** Others than the session's own were seen to be the usual one, and it with its octets swapped, where the BMC's address is translated. */
    private static void checkPort(Session session, int port) {
        int usual = 623;
        if (port != 0
                && port != session.address().port()
                && port != usual
                && port != (Short.reverseBytes((short) usual) & 0xFFFF)) {
            deactivate(session);
            throw new BmcFailure.Refused(
                    "Activate Payload",
                    0,
                    title(session) + ": the BMC wants it spoken on UDP " + port
                            + ", which is not supported. Set its SOL payload port to that of IPMI.");
        }
    }

    private static int chunk(int inboundSize) {
        return Math.clamp(inboundSize - SolPacket.HEADER, SHORTEST, LONGEST);
    }

    private static void deactivate(Session session) {
        try {
            session.run(new DeactivatePayload(PayloadType.SOL, INSTANCE));
        } catch (BmcFailure.Refused e) {
            if (e.code() != DeactivatePayload.ALREADY.value()) {
                throw e;
            }
        }
    }

    @Override
    public byte[] read(Duration wait) {
        try {
            return received.read(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new byte[0];
        }
    }

    @Override
    public void write(byte[] octets) {
        writing.lock();
        try {
            long refusedUntil = System.nanoTime() + times.refusal().toNanos();
            for (int from = 0; from < octets.length; ) {
                checkAlive();
                int taken = transmit(Arrays.copyOfRange(octets, from, Math.min(octets.length, from + chunk)));
                from += taken;
                if (taken > 0) {
                    refusedUntil = System.nanoTime() + times.refusal().toNanos();
                } else if (System.nanoTime() > refusedUntil) {
                    throw new BmcFailure.Refused(
                            "SOL",
                            SolPacket.TRANSFER_UNAVAILABLE,
                            title(session) + ": the BMC takes no characters for the machine. See whether it is on.");
                } else {
                    Thread.sleep(UNAVAILABLE_PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BmcFailure.Unreachable(title(session) + ": interrupted while writing.", e);
        } finally {
            writing.unlock();
        }
    }

    /** Sends one packet until it is acknowledged; tells how many of its characters were taken. */
    private int transmit(byte[] characters) throws InterruptedException {
        sequence = sequence % SolPacket.SEQUENCES + 1;
        SolPacket packet = new SolPacket(sequence, 0, 0, 0, Octets.of(characters));
        awaited.begin(sequence);
        Duration wait = times.firstWait();
        for (int tries = 0; tries < times.tries(); tries++) {
            send(packet);
            Optional<Integer> taken = awaited.within(wait);
            checkAlive();
            if (taken.isPresent()) {
                return Math.min(taken.get(), characters.length);
            }
            wait = wait.multipliedBy(3).dividedBy(2);
        }
        throw lost(new BmcFailure.Unreachable(title(session) + ": a packet was sent " + times.tries()
                + " times and not acknowledged. See whether the BMC has power and network."));
    }

    @Override
    public void sendBreak() {
        checkAlive();
        try {
            // Without a number: a BMC need not acknowledge a packet that has no characters, and a repeated one would
            // be a second break.
            send(new SolPacket(0, 0, 0, SolPacket.GENERATE_BREAK, Octets.NONE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkAlive() {
        BmcFailure end = received.end();
        if (end != null) {
            throw end;
        }
    }

    private void send(SolPacket packet) throws InterruptedException {
        try {
            session.send(PayloadType.SOL, packet.encode());
        } catch (IOException e) {
            throw lost(new BmcFailure.Unreachable(
                    title(session) + ": " + e.getMessage() + ". Check this site's route to the BMC network.", e));
        }
    }

    private void listen() {
        try {
            while (!closed) {
                Optional<Inbox.Arrival> arrival = inbox.poll(POLL);
                if (arrival.isPresent()) {
                    hear(arrival.get());
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        } catch (BmcFailure e) {
            lost(e);
        }
    }

    private void hear(Inbox.Arrival arrival) throws InterruptedException {
        try {
            Optional<SolPacket> packet = session.open(arrival, PayloadType.SOL).map(SolPacket::decode);
            if (packet.isPresent()) {
                hear(packet.get());
            } else {
                session.countDropped();
            }
        } catch (MalformedMessage e) {
            session.countDropped();
        }
    }

    private void hear(SolPacket packet) throws InterruptedException {
        if (packet.acknowledged() != 0) {
            awaited.acknowledged(packet.acknowledged(), packet.accepted());
        }
        if (packet.sequence() != 0) {
            byte[] characters = packet.characters().toArray();
            int taken = received.take(packet.sequence(), characters);
            send(SolPacket.acknowledgement(
                    packet.sequence(), Math.min(taken, SolPacket.MOST_CHARACTERS), taken == characters.length));
        }
        if (packet.says(SolPacket.DEACTIVATING)) {
            lost(new BmcFailure.LineTaken(title(session)
                    + ": the BMC ended it. Somebody took the line, or serial over LAN was switched off."));
        }
    }

    private void keep() {
        try {
            while (!closed) {
                Thread.sleep(times.keepAlive());
                checkStillOurs();
            }
        } catch (InterruptedException e) {
            // Closed.
        } catch (BmcFailure e) {
            lost(e);
        }
    }

    /** Keeps the session alive by asking, and finds out what the BMC may have told in a packet that was lost. */
    private void checkStillOurs() {
        try {
            boolean active =
                    session.run(new GetPayloadActivationStatus(PayloadType.SOL)).isActive(INSTANCE);
            int holder = active ? session.run(new GetPayloadInstanceInfo(PayloadType.SOL, INSTANCE)) : 0;
            if (!active || holder != 0 && holder != session.bmcSessionId()) {
                throw new BmcFailure.LineTaken(title(session) + ": "
                        + (active ? "another session has it now." : "it was ended by somebody else."));
            }
        } catch (BmcFailure.Refused e) {
            // It does not tell, but it answers, and so the session is alive.
        }
    }

    private BmcFailure lost(BmcFailure reason) {
        if (!closed) {
            received.end(reason);
            awaited.giveUp();
        }
        return reason;
    }

    private static String title(Session session) {
        return "Serial line of BMC " + session.address();
    }

    /** Does not end the line of whoever took it from us. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        BmcFailure end = received.end();
        received.end(new BmcFailure.Unreachable(title(session) + ": closed."));
        awaited.giveUp();
        listener.interrupt();
        keeper.interrupt();
        inbox.close();
        if (end == null) {
            try {
                deactivate(session);
            } catch (BmcFailure e) {
                // The BMC ends it with the session, which it forgets by itself.
            }
        }
    }
}
