package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.ipmi.wire.CipherSuite;
import io.metalwright.activities.power.ipmi.wire.CompletionCode;
import io.metalwright.activities.power.ipmi.wire.LanRequest;
import io.metalwright.activities.power.ipmi.wire.LanResponse;
import io.metalwright.activities.power.ipmi.wire.MessageClass;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.OpenSessionRequest;
import io.metalwright.activities.power.ipmi.wire.OpenSessionResponse;
import io.metalwright.activities.power.ipmi.wire.PayloadType;
import io.metalwright.activities.power.ipmi.wire.Rakp1;
import io.metalwright.activities.power.ipmi.wire.Rakp2;
import io.metalwright.activities.power.ipmi.wire.Rakp3;
import io.metalwright.activities.power.ipmi.wire.Rakp4;
import io.metalwright.activities.power.ipmi.wire.RmcpPacket;
import io.metalwright.activities.power.ipmi.wire.SessionPacket;
import io.metalwright.activities.power.ipmi.wire.SessionPacket.RmcpPlus;
import io.metalwright.activities.power.ipmi.wire.SessionStatus;
import io.metalwright.activities.power.ipmi.wire.SolPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A BMC on the loopback that behaves well, unless a fault overrides one of its steps. The machine is always on. */
class ScriptedBmc implements AutoCloseable {
    static final BmcCredential ADMIN = BmcCredential.of("admin", "right");
    private static final int SESSION_ID = 0x4D57;

    final List<LanRequest> requests = new CopyOnWriteArrayList<>();
    final List<PayloadType> arrivals = new CopyOnWriteArrayList<>();
    final List<CipherSuite> proposed = new CopyOnWriteArrayList<>();
    final List<Integer> sequences = new CopyOnWriteArrayList<>();

    private final Algorithms algorithms;
    private final DatagramSocket socket;
    private volatile @Nullable SocketAddress lastConsole;
    private int consoleSessionId;
    private int sequence;
    private @Nullable Rakp1 first;
    private Rakp2.@Nullable Accepted second;
    private @Nullable PacketSeal seal;
    private @Nullable PacketSeal opener;

    ScriptedBmc() {
        this(Algorithms.SUITE_3);
    }

    ScriptedBmc(Algorithms algorithms) {
        this.algorithms = algorithms;
        try {
            this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    BmcAddress address() {
        return new BmcAddress("127.0.0.1", socket.getLocalPort());
    }

    /** How often that message of the set-up came. */
    long arrived(PayloadType type) {
        return arrivals.stream().filter(type::equals).count();
    }

    // What faults override.

    /** What goes onto the wire for a packet, given from its RMCP header on. */
    List<byte[]> sent(PayloadType type, byte[] packet) {
        return List.of(packet);
    }

    Octets openSession(OpenSessionRequest request) {
        return Octets.of(new OpenSessionResponse.Accepted(
                        request.tag(), request.maximum(), request.consoleSessionId(), SESSION_ID, request.suite())
                .encode());
    }

    SessionStatus judgeName(Rakp1 message) {
        return message.user().equals(ADMIN.user()) ? SessionStatus.NO_ERROR : SessionStatus.UNAUTHORIZED_NAME;
    }

    Octets random() {
        return Octets.ofHex("aa55".repeat(8));
    }

    SessionStatus judgeProof(Rakp3 message, byte[] wanted) {
        return Arrays.equals(message.keyExchangeCode().toArray(), wanted)
                ? SessionStatus.NO_ERROR
                : SessionStatus.INVALID_INTEGRITY_CHECK_VALUE;
    }

    CompletionCode judge(LanRequest request) {
        return CompletionCode.DONE;
    }

    Octets data(LanRequest request) {
        return switch (request.command()) {
            case 0x3B -> request.data();
            case 0x01 -> Octets.of(1, 0, 0);
            case 0x48 -> Octets.of(0, 0, 0, 0, 64, 0, 64, 0, 0x6F, 0x02, 0xFF, 0xFF);
            case 0x4A -> Octets.of(1, 1, 0);
            case 0x4B -> Octets.of(SESSION_ID & 0xFF, SESSION_ID >>> 8, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
            default -> Octets.NONE;
        };
    }

    byte[] encode(LanResponse response) {
        return response.encode();
    }

    int nextSequence() {
        return ++sequence;
    }

    /** What comes over the serial line. */
    void heard(SolPacket packet) throws IOException {}

    // What it does.

    private void serve() {
        byte[] buffer = new byte[2048];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                answer(packet.getSocketAddress(), Arrays.copyOf(buffer, packet.getLength()));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(SocketAddress console, byte[] bytes) throws IOException {
        byte[] data = RmcpPacket.decode(bytes).data().toArray();
        if (!(SessionPacket.decode(data) instanceof RmcpPlus packet)) {
            return;
        }
        arrivals.add(packet.type());
        byte[] payload = packet.payload().toArray();
        switch (packet.type().value()) {
            case 0x10 -> {
                OpenSessionRequest request = OpenSessionRequest.decode(payload);
                consoleSessionId = request.consoleSessionId();
                proposed.add(request.suite());
                setUp(console, PayloadType.OPEN_SESSION_RESPONSE, openSession(request));
            }
            case 0x12 -> setUp(console, PayloadType.RAKP_2, rakp2(Rakp1.decode(payload)));
            case 0x14 -> setUp(console, PayloadType.RAKP_4, rakp4(Rakp3.decode(payload)));
            case 0x00 -> command(console, data, packet);
            case 0x01 -> heard(console, data, packet);
            default -> throw new IllegalStateException("payload type " + packet.type());
        }
    }

    private Octets rakp2(Rakp1 message) {
        SessionStatus status = judgeName(message);
        if (!status.equals(SessionStatus.NO_ERROR)) {
            return Octets.of(new Rakp2.Refused(message.tag(), status).encode());
        }
        Octets random = random();
        Rakp2.Accepted blank = new Rakp2.Accepted(message.tag(), consoleSessionId, random, random, Octets.NONE);
        first = message;
        second = blank;
        Octets proof = Octets.of(keys().bmcProof());
        return Octets.of(new Rakp2.Accepted(message.tag(), consoleSessionId, random, random, proof).encode());
    }

    private Octets rakp4(Rakp3 message) {
        KeyExchange keys = keys();
        SessionStatus status = judgeProof(message, keys.consoleProof());
        if (!status.equals(SessionStatus.NO_ERROR)) {
            return Octets.of(new Rakp4.Refused(message.tag(), status).encode());
        }
        byte[] sessionKey = keys.sessionIntegrityKey();
        seal = keys.seal(sessionKey, consoleSessionId);
        opener = keys.seal(sessionKey, SESSION_ID);
        sequence = 0;
        return Octets.of(new Rakp4.Accepted(message.tag(), consoleSessionId, Octets.of(keys.integrityCheck(sessionKey)))
                .encode());
    }

    private KeyExchange keys() {
        if (first == null || second == null) {
            throw new IllegalStateException("RAKP 3 before RAKP 1");
        }
        return new KeyExchange(algorithms, ADMIN.password(), consoleSessionId, first, second);
    }

    private void command(SocketAddress console, byte[] data, RmcpPlus packet) throws IOException {
        if (seal == null || opener == null) {
            return;
        }
        LanRequest request = LanRequest.decode(opener.open(data, packet).orElseThrow());
        requests.add(request);
        lastConsole = console;
        sequences.add(packet.sequence());
        LanResponse response = new LanResponse(
                request.networkFunction() + 1, request.sequence(), request.command(), judge(request), data(request));
        send(console, PayloadType.IPMI, seal.seal(nextSequence(), encode(response)));
    }

    private void heard(SocketAddress console, byte[] data, RmcpPlus packet) throws IOException {
        if (opener != null) {
            lastConsole = console;
            heard(SolPacket.decode(opener.open(data, packet).orElseThrow()));
        }
    }

    /** Sends characters of the serial line to whoever spoke last. */
    void say(SolPacket packet) throws IOException {
        sayRaw(packet.encode());
    }

    void sayRaw(byte[] payload) throws IOException {
        if (seal != null && lastConsole != null) {
            send(lastConsole, PayloadType.SOL, seal.seal(PayloadType.SOL, nextSequence(), payload));
        }
    }

    private void setUp(SocketAddress console, PayloadType type, Octets payload) throws IOException {
        send(console, type, new RmcpPlus(type, false, false, 0, 0, payload, Octets.NONE).encode());
    }

    private void send(SocketAddress console, PayloadType type, byte[] packet) throws IOException {
        for (byte[] bytes : sent(type, new RmcpPacket(MessageClass.IPMI, Octets.of(packet)).encode())) {
            socket.send(new DatagramPacket(bytes, bytes.length, console));
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
