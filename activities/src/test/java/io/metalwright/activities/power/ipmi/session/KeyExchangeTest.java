package io.metalwright.activities.power.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.activities.power.ipmi.wire.Capture;
import io.metalwright.activities.power.ipmi.wire.LanRequest;
import io.metalwright.activities.power.ipmi.wire.LanResponse;
import io.metalwright.activities.power.ipmi.wire.OpenSessionRequest;
import io.metalwright.activities.power.ipmi.wire.PayloadType;
import io.metalwright.activities.power.ipmi.wire.Rakp1;
import io.metalwright.activities.power.ipmi.wire.Rakp2;
import io.metalwright.activities.power.ipmi.wire.Rakp3;
import io.metalwright.activities.power.ipmi.wire.Rakp4;
import io.metalwright.activities.power.ipmi.wire.RmcpPacket;
import io.metalwright.activities.power.ipmi.wire.SessionPacket;
import io.metalwright.activities.power.ipmi.wire.SessionPacket.RmcpPlus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Computes anew what ipmitool and ipmi_sim told each other when they logged in with cipher suite 3, and reads what they said then. */
class KeyExchangeTest {
    private static final byte[] PASSWORD = "admin".getBytes(StandardCharsets.US_ASCII);

    private final List<Capture.Packet> packets;
    private final KeyExchange keys;

    KeyExchangeTest() throws IOException {
        packets = Capture.packets();
        int consoleId = OpenSessionRequest.decode(first(PayloadType.OPEN_SESSION_REQUEST))
                .consoleSessionId();
        Rakp1 asked = Rakp1.decode(first(PayloadType.RAKP_1));
        keys = new KeyExchange(Algorithms.SUITE_3, PASSWORD, consoleId, asked, rakp2());
    }

    @Test
    void theBmcProvedThePassword() {
        assertThat(keys.bmcProof()).isEqualTo(rakp2().keyExchangeCode().toArray());
    }

    @Test
    void theConsoleProvedThePassword() {
        assertThat(keys.consoleProof())
                .isEqualTo(Rakp3.decode(first(PayloadType.RAKP_3))
                        .keyExchangeCode()
                        .toArray());
    }

    @Test
    void bothMadeTheSameSessionKey() {
        Rakp4.Accepted answer = (Rakp4.Accepted) Rakp4.decode(first(PayloadType.RAKP_4));
        assertThat(keys.integrityCheck(keys.sessionIntegrityKey()))
                .isEqualTo(answer.integrityCheck().toArray());
    }

    @Test
    void whatTheySaidCanBeRead() {
        PacketSeal seal = keys.seal(keys.sessionIntegrityKey(), 0);
        int read = 0;
        for (Capture.Packet packet : packets) {
            byte[] data = RmcpPacket.decode(packet.bytes()).data().toArray();
            if (SessionPacket.decode(data) instanceof RmcpPlus plus && plus.encrypted()) {
                byte[] message = seal.open(data, plus).orElseThrow();
                int command = packet.fromBmc()
                        ? LanResponse.decode(message).command()
                        : LanRequest.decode(message).command();
                assertThat(command).isPositive();
                read++;
            }
        }
        assertThat(read).isEqualTo(4);
    }

    @Test
    void oneChangedByteAnywhereAndThePacketIsRefused() {
        PacketSeal seal = keys.seal(keys.sessionIntegrityKey(), 0x4D57);
        byte[] sealed = seal.seal(1, new byte[] {1, 2, 3});
        RmcpPlus whole = (RmcpPlus) SessionPacket.decode(sealed);
        assertThat(seal.open(sealed, whole)).hasValue(new byte[] {1, 2, 3});
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 0x10;
            assertThat(seal.open(changed, whole)).isEmpty();
        }
    }

    private Rakp2.Accepted rakp2() {
        return (Rakp2.Accepted) Rakp2.decode(first(PayloadType.RAKP_2));
    }

    private byte[] first(PayloadType type) {
        for (Capture.Packet packet : packets) {
            SessionPacket session = SessionPacket.decode(
                    RmcpPacket.decode(packet.bytes()).data().toArray());
            if (session instanceof RmcpPlus plus && plus.type().equals(type)) {
                return plus.payload().toArray();
            }
        }
        throw new AssertionError("The capture has no " + type);
    }
}
