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
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** An open session with a BMC: one command at a time, each repeated until it is answered. */
public final class Session implements CommandChannel, AutoCloseable {
    private static final Duration BUSY_PAUSE = Duration.ofMillis(300);

    private final ReentrantLock turn = new ReentrantLock();
    private final RmcpSocket socket;
    private final BmcAddress address;
    private final Patience patience;
    private final Inbox inbox;
    private final PacketSeal seal;
    private final int bmcSessionId;
    private final SequenceWindow window = new SequenceWindow();
    private int sequence;
    private int requestSequence;
    private boolean closed;

    Session(RmcpSocket socket, BmcAddress address, Patience patience, Inbox inbox, PacketSeal seal, int bmcSessionId) {
        this.socket = socket;
        this.address = address;
        this.patience = patience;
        this.inbox = inbox;
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

    private LanResponse ask(IpmiCommand<?> command, Patience limit) {
        requestSequence = requestSequence + 1 & 0x3F;
        LanRequest request = new LanRequest(
                command.networkFunction().value(), requestSequence, command.code(), Octets.of(command.encode()));
        // Repeated with the same request sequence, so that a BMC that did it already does not do it twice.
        return new Question(socket, address, inbox, command.name(), limit)
                .ask(() -> seal.seal(nextSequence(), request.encode()), arrival -> answer(arrival, request));
    }

    private Optional<LanResponse> answer(Inbox.Arrival arrival, LanRequest request) {
        if (!(arrival.packet() instanceof SessionPacket.RmcpPlus packet)
                || !packet.type().equals(PayloadType.IPMI)) {
            return Optional.empty();
        }
        return seal.open(arrival.bytes(), packet)
                .filter(message -> window.admit(packet.sequence()))
                .map(LanResponse::decode)
                .filter(response -> response.answers(request))
                .filter(response -> !response.completion().equals(CompletionCode.DUPLICATE_REQUEST));
    }

    private int nextSequence() {
        sequence++;
        if (sequence == 0) {
            sequence = 1;
        }
        return sequence;
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
