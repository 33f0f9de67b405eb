package io.metalwright.ops.simulated.bmc;

import io.metalwright.activities.power.ipmi.session.Algorithms;
import io.metalwright.activities.power.ipmi.session.KeyExchange;
import io.metalwright.activities.power.ipmi.session.PacketSeal;
import io.metalwright.activities.power.ipmi.wire.LanRequest;
import io.metalwright.activities.power.ipmi.wire.LanResponse;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.PayloadType;
import io.metalwright.activities.power.ipmi.wire.PrivilegeLevel;
import io.metalwright.activities.power.ipmi.wire.Rakp1;
import io.metalwright.activities.power.ipmi.wire.Rakp2;
import io.metalwright.activities.power.ipmi.wire.Rakp3;
import io.metalwright.activities.power.ipmi.wire.Rakp4;
import io.metalwright.activities.power.ipmi.wire.SessionPacket;
import io.metalwright.activities.power.ipmi.wire.SessionStatus;
import io.metalwright.activities.power.ipmi.wire.SolPacket;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session from the BMC's side: RAKP 1 to 4, then sealed commands (IPMI 2.0 sections 13.20 to 13.24). */
final class BmcSession {
    private static final SecureRandom RANDOM = new SecureRandom();
    static final int CLOSE_SESSION = 0x3C;

    private final int id;
    private final int consoleId;
    private final Algorithms algorithms;
    private @Nullable KeyExchange keys;
    private @Nullable PacketSeal outgoing;
    private @Nullable PacketSeal incoming;
    private @Nullable Rakp1 lastAsked;
    private @Nullable Rakp2 lastAnswer;
    private int sequence;
    private @Nullable LanRequest lastRequest;
    private @Nullable LanResponse lastResponse;
    private boolean over;

    BmcSession(int id, int consoleId, Algorithms algorithms) {
        this.id = id;
        this.consoleId = consoleId;
        this.algorithms = algorithms;
    }

    boolean isOver() {
        return over;
    }

    Rakp2 identify(Rakp1 asked, BmcState state, Octets guid) {
        if (lastAsked != null && lastAsked.equals(asked) && lastAnswer != null) {
            // Its answer was lost or late: another random number would make the first answer worthless.
            return lastAnswer;
        }
        lastAsked = asked;
        lastAnswer = identified(asked, state, guid);
        return lastAnswer;
    }

    private Rakp2 identified(Rakp1 asked, BmcState state, Octets guid) {
        var user = state.user(asked.user()).filter(BmcUser::mayLogIn);
        if (user.isEmpty()) {
            over = true;
            return new Rakp2.Refused(asked.tag(), SessionStatus.UNAUTHORIZED_NAME);
        }
        if (asked.maximum().value() > user.get().privilege().value()) {
            over = true;
            return new Rakp2.Refused(asked.tag(), SessionStatus.UNAUTHORIZED_ROLE);
        }
        byte[] random = new byte[Rakp1.RANDOM_LENGTH];
        RANDOM.nextBytes(random);
        var bare = new Rakp2.Accepted(asked.tag(), consoleId, Octets.of(random), guid, Octets.NONE);
        keys = new KeyExchange(algorithms, user.get().password(), consoleId, asked, bare);
        return new Rakp2.Accepted(asked.tag(), consoleId, bare.bmcRandom(), guid, Octets.of(keys.bmcProof()));
    }

    /** Nothing when the console has given up, which is not answered. */
    Optional<Rakp4> prove(Rakp3 said) {
        if (!said.status().equals(SessionStatus.NO_ERROR)) {
            over = true;
            return Optional.empty();
        }
        if (keys == null) {
            return Optional.of(new Rakp4.Refused(said.tag(), SessionStatus.INACTIVE_SESSION_ID));
        }
        if (!MessageDigest.isEqual(keys.consoleProof(), said.keyExchangeCode().toArray())) {
            over = true;
            return Optional.of(new Rakp4.Refused(said.tag(), SessionStatus.INVALID_INTEGRITY_CHECK_VALUE));
        }
        byte[] key = keys.sessionIntegrityKey();
        // A repeated message 3, whose answer was lost, finds the session open already.
        if (outgoing == null) {
            outgoing = keys.seal(key, consoleId);
            incoming = keys.seal(key, id);
        }
        var check = Octets.of(keys.integrityCheck(key));
        Arrays.fill(key, (byte) 0);
        return Optional.of(new Rakp4.Accepted(said.tag(), consoleId, check));
    }

    /** The sealed answer to a command, or nothing to a packet that is not of this session. */
    Optional<byte[]> command(byte[] bytes, SessionPacket.RmcpPlus packet, Function<LanRequest, LanResponse> commands) {
        if (incoming == null || outgoing == null) {
            return Optional.empty();
        }
        var message = incoming.open(bytes, packet);
        if (message.isEmpty()) {
            return Optional.empty();
        }
        var request = LanRequest.decode(message.get());
        var response = request.equals(lastRequest) && lastResponse != null ? lastResponse : commands.apply(request);
        // What is repeated with the same sequence number was done already: its answer was lost.
        lastRequest = request;
        lastResponse = response;
        over = request.networkFunction() == 0x06 && request.command() == CLOSE_SESSION;
        return Optional.of(seal(outgoing, response));
    }

    /** What is in a packet of the serial line, or nothing when it is not of this session. */
    Optional<SolPacket> characters(byte[] bytes, SessionPacket.RmcpPlus packet) {
        return incoming == null
                ? Optional.empty()
                : incoming.open(bytes, packet).map(SolPacket::decode);
    }

    synchronized byte[] seal(SolPacket packet) {
        if (outgoing == null) {
            throw new IllegalStateException("the session is not open");
        }
        sequence++;
        return outgoing.seal(PayloadType.SOL, sequence, packet.encode());
    }

    private synchronized byte[] seal(PacketSeal seal, LanResponse response) {
        sequence++;
        return seal.seal(sequence, response.encode());
    }

    int id() {
        return id;
    }

    static PrivilegeLevel highest() {
        return PrivilegeLevel.ADMINISTRATOR;
    }
}
