package io.metalwright.activities.power.ipmi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CaptureTest {
    @Test
    void everyPacketReadsAsItsGolden() throws IOException {
        Path golden = Capture.FOLDER.resolve("ipmitool.golden.txt");
        List<String> read = Capture.packets().stream().map(Capture::read).toList();
        if (Boolean.getBoolean("golden.update")) {
            Files.write(golden, read);
        }
        assertThat(read).isEqualTo(Files.readAllLines(golden)).hasSizeGreaterThan(60);
    }

    @Test
    void everyPacketIsEncodedToTheSameBytes() throws IOException {
        for (Capture.Packet packet : Capture.packets()) {
            RmcpPacket rmcp = RmcpPacket.decode(packet.bytes());
            assertThat(rmcp.encode()).isEqualTo(packet.bytes());
            SessionPacket session = SessionPacket.decode(rmcp.data().toArray());
            byte[] sessionBytes = switch (session) {
                case SessionPacket.Sessionless sessionless -> sessionless.encode();
                case SessionPacket.RmcpPlus plus -> plus.encode();
            };
            assertThat(sessionBytes).isEqualTo(rmcp.data().toArray());
        }
    }

    @Test
    void everySetUpMessageIsEncodedToTheSameBytes() throws IOException {
        int messages = 0;
        for (Capture.Packet packet : Capture.packets()) {
            if (SessionPacket.decode(RmcpPacket.decode(packet.bytes()).data().toArray())
                            instanceof SessionPacket.RmcpPlus plus
                    && plus.sessionId() == 0) {
                byte[] payload = plus.payload().toArray();
                byte[] again = switch (plus.type().value()) {
                    case 0x10 -> OpenSessionRequest.decode(payload).encode();
                    case 0x11 -> OpenSessionResponse.decode(payload).encode();
                    case 0x12 -> Rakp1.decode(payload).encode();
                    case 0x13 -> Rakp2.decode(payload).encode();
                    case 0x14 -> Rakp3.decode(payload).encode();
                    default -> Rakp4.decode(payload).encode();
                };
                assertThat(again).as(plus.type().toString()).isEqualTo(payload);
                messages++;
            }
        }
        assertThat(messages).isEqualTo(12);
    }

    @Test
    void everyMessageInTheClearIsEncodedToTheSameBytes() throws IOException {
        for (Capture.Packet packet : Capture.packets()) {
            SessionPacket session = SessionPacket.decode(
                    RmcpPacket.decode(packet.bytes()).data().toArray());
            boolean readable = session instanceof SessionPacket.Sessionless
                    || session instanceof SessionPacket.RmcpPlus plus && plus.sessionId() != 0 && !plus.encrypted();
            if (readable) {
                byte[] payload = session.payload().toArray();
                assertThat(
                                packet.fromBmc()
                                        ? LanResponse.decode(payload).encode()
                                        : LanRequest.decode(payload).encode())
                        .isEqualTo(payload);
            }
        }
    }

    @Test
    void everyPrefixAndEveryChangedByteDecodesOrSaysWhy() throws IOException {
        for (Capture.Packet packet : Capture.packets()) {
            damage(packet.bytes(), damaged -> Capture.read(new Capture.Packet(packet.fromBmc(), damaged)));
        }
    }

    /** Below the checksums, which let hardly any damage through. */
    @Test
    void everyPrefixAndEveryChangedByteOfAnAnswerDecodesOrSaysWhy() throws IOException {
        int answers = 0;
        for (Capture.Packet packet : Capture.packets()) {
            SessionPacket session = SessionPacket.decode(
                    RmcpPacket.decode(packet.bytes()).data().toArray());
            boolean encrypted =
                    session instanceof SessionPacket.RmcpPlus plus && (plus.encrypted() || plus.sessionId() == 0);
            if (packet.fromBmc() && !encrypted) {
                LanResponse response = LanResponse.decode(session.payload().toArray());
                var command = Capture.command(response);
                if (command.isPresent()) {
                    damage(response.data().toArray(), command.get()::decode);
                    answers++;
                }
            }
        }
        assertThat(answers).isGreaterThan(15);
    }

    private static void damage(byte[] whole, Consumer<byte[]> decode) {
        for (int length = 0; length < whole.length; length++) {
            decodesOrSaysWhy(Arrays.copyOf(whole, length), decode);
        }
        for (int at = 0; at < whole.length; at++) {
            for (int change = 1; change < 256; change++) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) change;
                decodesOrSaysWhy(changed, decode);
            }
        }
    }

    private static void decodesOrSaysWhy(byte[] bytes, Consumer<byte[]> decode) {
        try {
            decode.accept(bytes);
        } catch (MalformedMessage e) {
            String why = String.valueOf(e.getMessage());
            assertThat(why.contains(", offset ") && why.contains(": wanted ") && why.contains(", found "))
                    .isTrue();
        }
    }
}
