package io.metalwright.ops.simulated.bmc;

import io.metalwright.activities.power.ipmi.session.Algorithms;
import io.metalwright.activities.power.ipmi.wire.LanRequest;
import io.metalwright.activities.power.ipmi.wire.LanResponse;
import io.metalwright.activities.power.ipmi.wire.MalformedMessage;
import io.metalwright.activities.power.ipmi.wire.MessageClass;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.OpenSessionRequest;
import io.metalwright.activities.power.ipmi.wire.OpenSessionResponse;
import io.metalwright.activities.power.ipmi.wire.PayloadType;
import io.metalwright.activities.power.ipmi.wire.Rakp1;
import io.metalwright.activities.power.ipmi.wire.Rakp2;
import io.metalwright.activities.power.ipmi.wire.Rakp3;
import io.metalwright.activities.power.ipmi.wire.RmcpPacket;
import io.metalwright.activities.power.ipmi.wire.SessionPacket;
import io.metalwright.activities.power.ipmi.wire.SessionStatus;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.ops.simulated.Temper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A BMC that answers IPMI 2.0 over UDP with cipher suite 3, on an address of its own, to which it moves when it is given another. */
public final class SimulatedBmc implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedBmc.class);
    private static final int SESSIONS = 16;
    private static final SessionStatus NO_SUITE = new SessionStatus(0x11);

    private final BmcState state;
    private final Temper temper;
    private final BmcCommands commands;
    private final int port;
    private final SimulatedSerialLine serialLine = new SimulatedSerialLine();
    /** The oldest makes room: consoles that died never log out. */
    private final Map<Integer, BmcSession> sessions = new LinkedHashMap<>();

    private @Nullable DatagramSocket socket;
    private boolean closed;

    private SimulatedBmc(BmcState state, Chassis chassis, Temper temper, UUID systemId, int port) {
        this.state = state;
        this.temper = temper;
        this.commands = new BmcCommands(state, chassis, temper, systemId);
        this.port = port;
    }

    /** Answers from now on, also while the machine is off. */
    public static SimulatedBmc start(BmcState state, Chassis chassis, Temper temper, UUID systemId, int port) {
        var bmc = new SimulatedBmc(state, chassis, temper, systemId, port);
        bmc.listen(state.address());
        state.onMove(bmc::listen);
        return bmc;
    }

    /** The machine's, as its BMC passes it on. */
    public SimulatedSerialLine serialLine() {
        return serialLine;
    }

    private synchronized void listen(Ipv4Address address) {
        if (closed) {
            return;
        }
        if (socket != null) {
            socket.close();
        }
        try {
            var opened = new DatagramSocket(new InetSocketAddress(address.value(), port));
            socket = opened;
            Thread.ofVirtual().name("bmc " + address).start(() -> serve(opened));
        } catch (IOException e) {
            throw new UncheckedIOException("open UDP " + address + ":" + port + " for a simulated BMC", e);
        }
    }

    private void serve(DatagramSocket from) {
        var buffer = new byte[2048];
        while (true) {
            var packet = new DatagramPacket(buffer, buffer.length);
            try {
                from.receive(packet);
                var console = packet.getSocketAddress();
                var answer = answer(Arrays.copyOf(buffer, packet.getLength()), reply -> send(from, console, reply));
                if (answer.isPresent() && temper.bmcAnswers()) {
                    send(from, console, answer.get());
                }
            } catch (MalformedMessage e) {
                LOG.debug("a packet to a simulated BMC: {}", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void send(DatagramSocket from, SocketAddress console, byte[] reply) {
        var bytes = new RmcpPacket(MessageClass.IPMI, Octets.of(reply)).encode();
        try {
            from.send(new DatagramPacket(bytes, bytes.length, console));
        } catch (IOException e) {
            LOG.debug("a packet of a simulated BMC: {}", e.getMessage());
        }
    }

    private Optional<byte[]> answer(byte[] bytes, Consumer<byte[]> aside) {
        var packet = RmcpPacket.decode(bytes);
        if (!packet.messageClass().equals(MessageClass.IPMI)) {
            return Optional.empty();
        }
        var data = packet.data().toArray();
        return switch (SessionPacket.decode(data)) {
            case SessionPacket.Sessionless asked -> sessionless(asked);
            case SessionPacket.RmcpPlus asked -> inSession(data, asked, aside);
        };
    }

    /** Who is not logged in may ask how to log in, and no more (section 22.13). */
    private Optional<byte[]> sessionless(SessionPacket.Sessionless asked) {
        var request = LanRequest.decode(asked.payload().toArray());
        boolean isOpen = request.networkFunction() == 0x06 && (request.command() == 0x38 || request.command() == 0x54);
        return isOpen
                ? Optional.of(new SessionPacket.Sessionless(
                                0, 0, Octets.of(commands.answer(request).encode()))
                        .encode())
                : Optional.empty();
    }

    private Optional<byte[]> inSession(byte[] bytes, SessionPacket.RmcpPlus packet, Consumer<byte[]> aside) {
        var payload = packet.payload().toArray();
        return switch (packet.type().value()) {
            case 0x10 ->
                Optional.of(plain(
                        PayloadType.OPEN_SESSION_RESPONSE,
                        open(OpenSessionRequest.decode(payload)).encode()));
            case 0x12 ->
                Optional.of(
                        plain(PayloadType.RAKP_2, rakp2(Rakp1.decode(payload)).encode()));
            case 0x14 -> {
                var said = Rakp3.decode(payload);
                yield session(said.bmcSessionId())
                        .flatMap(session -> session.prove(said))
                        .map(answer -> plain(PayloadType.RAKP_4, answer.encode()));
            }
            case 0x00 ->
                packet.authenticated()
                        ? session(packet.sessionId())
                                .flatMap(session ->
                                        session.command(bytes, packet, request -> answer(session, request, aside)))
                        : openQuestion(payload);
            case 0x01 -> {
                session(packet.sessionId())
                        .ifPresent(session -> session.characters(bytes, packet)
                                .ifPresent(characters -> serialLine.hear(session.id(), characters)));
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private LanResponse answer(BmcSession session, LanRequest request, Consumer<byte[]> aside) {
        if (SimulatedSerialLine.knows(request)) {
            return serialLine.answer(request, session.id(), port, characters -> aside.accept(session.seal(characters)));
        }
        if (request.networkFunction() == 0x06 && request.command() == BmcSession.CLOSE_SESSION) {
            serialLine.forget(session.id());
        }
        return commands.answer(request);
    }

    /** ipmitool asks for the cipher suites in an RMCP+ packet without a session. */
    private Optional<byte[]> openQuestion(byte[] payload) {
        var request = LanRequest.decode(payload);
        return request.networkFunction() == 0x06 && request.command() == 0x54
                ? Optional.of(plain(PayloadType.IPMI, commands.answer(request).encode()))
                : Optional.empty();
    }

    private OpenSessionResponse open(OpenSessionRequest asked) {
        var algorithms = Algorithms.SAFE.stream()
                .filter(known -> known.suite().equals(asked.suite()))
                .findFirst();
        if (algorithms.isEmpty()) {
            return new OpenSessionResponse.Refused(asked.tag(), NO_SUITE);
        }
        int id = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
        synchronized (sessions) {
            sessions.values().removeIf(BmcSession::isOver);
            if (sessions.size() >= SESSIONS) {
                int oldest = sessions.keySet().iterator().next();
                sessions.remove(oldest);
                serialLine.forget(oldest);
            }
            sessions.put(id, new BmcSession(id, asked.consoleSessionId(), algorithms.get()));
        }
        return new OpenSessionResponse.Accepted(
                asked.tag(), BmcSession.highest(), asked.consoleSessionId(), id, asked.suite());
    }

    private Rakp2 rakp2(Rakp1 asked) {
        return session(asked.bmcSessionId())
                .map(session -> session.identify(asked, state, commands.guid()))
                .orElseGet(() -> new Rakp2.Refused(asked.tag(), SessionStatus.INVALID_SESSION_ID));
    }

    private Optional<BmcSession> session(int id) {
        synchronized (sessions) {
            return Optional.ofNullable(sessions.get(id)).filter(session -> !session.isOver());
        }
    }

    private static byte[] plain(PayloadType type, byte[] payload) {
        return new SessionPacket.RmcpPlus(type, false, false, 0, 0, Octets.of(payload), Octets.NONE).encode();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (socket != null) {
            socket.close();
        }
    }
}
