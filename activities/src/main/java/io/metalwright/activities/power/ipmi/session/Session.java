package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.wire.CloseSession;
import io.metalwright.activities.power.ipmi.wire.CompletionCode;
import io.metalwright.activities.power.ipmi.wire.IpmiCommand;
import io.metalwright.activities.power.ipmi.wire.LanRequest;
import io.metalwright.activities.power.ipmi.wire.LanResponse;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.PayloadType;
import io.metalwright.activities.power.ipmi.wire.SessionPacket;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** An open session with a BMC: one command at a time, each repeated until it is answered. */
public final class Session implements CommandChannel, AutoCloseable {
    private static final Duration BUSY_PAUSE = Duration.ofMillis(300);

    private final ReentrantLock turn = new ReentrantLock();
    private final RmcpSocket socket;
    private final BmcAddress address;
    private final Patience patience;
    private final RmcpSocket.Waiting<Route.Open> waiting;
    private final Inbox inbox;
    private final PacketSeal seal;
    private final int bmcSessionId;
    private final SequenceWindow window = new SequenceWindow();
    private final AtomicInteger sequence = new AtomicInteger();
    private int requestSequence;
    private boolean closed;

    Session(
            RmcpSocket socket,
            BmcAddress address,
            Patience patience,
            RmcpSocket.Waiting<Route.Open> waiting,
            PacketSeal seal,
            int bmcSessionId) {
        this.socket = socket;
        this.address = address;
        this.patience = patience;
        this.waiting = waiting;
        this.inbox = waiting.inbox();
        this.seal = seal;
        this.bmcSessionId = bmcSessionId;
    }

    @Override
    public BmcAddress address() {
        return address;
    }

    @Override
    public <A> A run(IpmiCommand<A> command) {
        return run(command, patience);
    }

    private <A> A run(IpmiCommand<A> command, Patience limit) {
        turn.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The session with BMC " + address + " is closed");
            }
            long deadline = System.nanoTime() + limit.deadline().toNanos();
            LanResponse response = ask(command, limit);
            while (response.completion().equals(CompletionCode.NODE_BUSY) && System.nanoTime() < deadline) {
                pause(command);
                response = ask(command, limit);
            }
            return Answers.read(command, response, address);
        } finally {
            turn.unlock();
        }
    }

    /** By the BMC's count. */
    int bmcSessionId() {
        return bmcSessionId;
    }

    PacketSeal seal() {
        return seal;
    }

    /** Where this session's characters of a serial line arrive from now on. */
    Inbox serialInbox() {
        int id = waiting.route().sessionId();
        return socket.await(inbox.remote(), () -> id, Route.SerialLine::new).inbox();
    }

    /** Sends what is no command, and is not answered by one. */
    void send(PayloadType type, byte[] payload) throws IOException, InterruptedException {
        socket.send(inbox.remote(), seal.seal(type, nextSequence(), payload));
    }

    /** What is inside, or nothing when the packet is not this session's, is of another kind, or came before. */
    Optional<byte[]> open(Inbox.Arrival arrival, PayloadType type) {
        return arrival.packet() instanceof SessionPacket.RmcpPlus packet
                        && packet.type().equals(type)
                ? seal.open(arrival.bytes(), packet).filter(payload -> window.admit(packet.sequence()))
                : Optional.empty();
    }

    void countDropped() {
        socket.countDropped();
    }

    private LanResponse ask(IpmiCommand<?> command, Patience limit) {
        requestSequence = requestSequence + 1 & 0x3F;
        LanRequest request = new LanRequest(
                command.networkFunction().value(), requestSequence, command.code(), Octets.of(command.encode()));
        // Repeated with the same request sequence, so that a BMC that did it already does not do it twice.
        return new Question(socket, address, inbox, command.name(), limit)
                .ask(() -> seal.seal(nextSequence(), request.encode()), arrival -> answer(arrival, request));
    }

    private Optional<LanResponse> answer(Inbox.Arrival arrival, LanRequest request) {
        return open(arrival, PayloadType.IPMI)
                .map(LanResponse::decode)
                .filter(response -> response.answers(request))
                .filter(response -> !response.completion().equals(CompletionCode.DUPLICATE_REQUEST));
    }

    private int nextSequence() {
        return sequence.updateAndGet(last -> last == -1 ? 1 : last + 1);
    }

    private void pause(IpmiCommand<?> command) {
        try {
            Thread.sleep(BUSY_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BmcFailure.Unreachable(
                    command.name() + " to BMC " + address + ": interrupted while the BMC was busy.", e);
        }
    }

    /** Logs out; a BMC that does not answer forgets the session by itself after a minute. */
    @Override
    public void close() {
        turn.lock();
        try {
            if (closed) {
                return;
            }
            Duration once = patience.firstWait();
            run(new CloseSession(bmcSessionId), new Patience(once, 1, once, once.multipliedBy(2)));
        } catch (BmcFailure e) {
            // Nothing is lost: see above.
        } finally {
            closed = true;
            inbox.close();
            seal.clear();
            turn.unlock();
        }
    }
}
