package io.metalwright.activities.power.ipmi.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.wire.CompletionCode;
import io.metalwright.activities.power.ipmi.wire.GetChassisStatus;
import io.metalwright.activities.power.ipmi.wire.LanRequest;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.SolPacket;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Serial lines against BMCs that each have one fault. */
@Timeout(60)
class SerialOverLanTest {
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(40), 1.5, Duration.ofMillis(100), Duration.ofMillis(900));
    private static final SolTimes QUICK =
            new SolTimes(Duration.ofMillis(30), 6, Duration.ofMillis(600), Duration.ofMillis(200));
    private static final String LONG = "the quick brown fox jumps over the lazy dog. ".repeat(20);

    private RmcpSocket socket;

    @BeforeEach
    void open() throws IOException {
        socket = RmcpSocket.open();
    }

    @AfterEach
    void close() {
        socket.close();
    }

    private Session login(ScriptedBmc bmc) {
        return new SessionLogin(socket, SHORT, List.of(Algorithms.SUITE_3)).open(bmc.address(), ScriptedBmc.ADMIN);
    }

    private void allIsWrittenOnceAndInOrder(SerialLines.WrittenLine bmc) {
        try (bmc;
                Session session = login(bmc);
                SerialOverLan line = SerialOverLan.open(session, false, QUICK)) {
            line.write(LONG.getBytes(US_ASCII));
            assertThat(bmc.text()).isEqualTo(LONG);
        }
    }

    /** Reads until so many characters came. */
    private static String read(SerialOverLan line, int length) {
        var text = new StringBuilder();
        while (text.length() < length) {
            byte[] some = line.read(Duration.ofSeconds(5));
            assertThat(some).as("after '%s'", text).isNotEmpty();
            text.append(new String(some, US_ASCII));
        }
        return text.toString();
    }

    @Test
    void whatIsWrittenArrives() {
        allIsWrittenOnceAndInOrder(new SerialLines.WrittenLine());
    }

    @Test
    void whatIsWrittenArrivesOnceAlthoughAcknowledgementsAreLost() {
        allIsWrittenOnceAndInOrder(new SerialLines.LosingLine());
    }

    @Test
    void whatWasNotTakenIsSentAgain() {
        allIsWrittenOnceAndInOrder(new SerialLines.SlowLine());
    }

    @Test
    void doubledAcknowledgementsHarmNothing() {
        allIsWrittenOnceAndInOrder(new SerialLines.DoublingLine());
    }

    @Test
    void aRepeatedPacketBringsOnlyItsRest() throws Exception {
        try (var bmc = new SerialLines.WrittenLine();
                Session session = login(bmc);
                SerialOverLan line = SerialOverLan.open(session, false, QUICK)) {
            bmc.say(1, "boot");
            bmc.say(1, "boot");
            bmc.say(1, "booting");
            bmc.say(2, " now");
            assertThat(read(line, 11)).isEqualTo("booting now");
            assertThat(List.of(acknowledged(bmc), acknowledged(bmc), acknowledged(bmc), acknowledged(bmc)))
                    .containsExactly("1:4", "1:4", "1:7", "2:4");
        }
    }

    private static String acknowledged(SerialLines.WrittenLine bmc) throws InterruptedException {
        SolPacket packet = bmc.acknowledgements.poll(5, TimeUnit.SECONDS);
        assertThat(packet).isNotNull();
        return packet.acknowledged() + ":" + packet.accepted();
    }

    @Test
    void commandsAndCharactersShareTheSession() throws Exception {
        try (var bmc = new SerialLines.WrittenLine();
                Session session = login(bmc);
                SerialOverLan line = SerialOverLan.open(session, false, QUICK)) {
            for (int i = 1; i <= 10; i++) {
                bmc.say(i, "x");
                assertThat(session.run(new GetChassisStatus()).powerOn()).isTrue();
                line.write(new byte[] {'y'});
            }
            assertThat(read(line, 10)).isEqualTo("x".repeat(10));
            assertThat(bmc.text()).isEqualTo("y".repeat(10));
        }
    }

    @Test
    void forgedCharactersAreDroppedAndCounted() throws Exception {
        try (var bmc = new SerialLines.ForgedLine();
                Session session = login(bmc);
                SerialOverLan line = SerialOverLan.open(session, false, QUICK)) {
            long before = socket.dropped();
            bmc.forging = true;
            bmc.say(1, "rm -rf");
            bmc.forging = false;
            bmc.say(1, "login:");
            assertThat(read(line, 6)).isEqualTo("login:");
            assertThat(socket.dropped()).isEqualTo(before + 1);
        }
    }

    @Test
    void aPacketThatIsTooShortIsDroppedAndCounted() throws Exception {
        try (var bmc = new SerialLines.WrittenLine();
                Session session = login(bmc);
                SerialOverLan line = SerialOverLan.open(session, false, QUICK)) {
            long before = socket.dropped();
            bmc.sayRaw(new byte[] {1, 0});
            bmc.say(1, "on");
            assertThat(read(line, 2)).isEqualTo("on");
            assertThat(socket.dropped()).isEqualTo(before + 1);
        }
    }

    @Test
    void aBreakIsSentOnce() throws Exception {
        try (var bmc = new SerialLines.WrittenLine();
                Session session = login(bmc);
                SerialOverLan line = SerialOverLan.open(session, false, QUICK)) {
            line.sendBreak();
            line.write(new byte[] {'a'});
            assertThat(bmc.breaks).isEqualTo(1);
        }
    }

    @Test
    void aMachineThatTakesNothingIsToldOfAndTheLineLives() throws Exception {
        try (var bmc = new SerialLines.ClosedLine();
                Session session = login(bmc);
                SerialOverLan line = SerialOverLan.open(session, false, QUICK)) {
            assertThatThrownBy(() -> line.write(new byte[] {'a'}))
                    .isInstanceOf(BmcFailure.Refused.class)
                    .hasMessageContaining("See whether it is on");
            bmc.say(1, "BIOS");
            assertThat(read(line, 4)).isEqualTo("BIOS");
        }
    }

    @Test
    void aLineOnWhichNothingIsAcknowledgedIsLost() {
        try (var bmc = new SerialLines.DeafLine();
                Session session = login(bmc);
                SerialOverLan line = SerialOverLan.open(session, false, QUICK)) {
            assertThatThrownBy(() -> line.write(new byte[] {'a'})).isInstanceOf(BmcFailure.Unreachable.class);
            assertThatThrownBy(() -> line.read(Duration.ofSeconds(5))).isInstanceOf(BmcFailure.Unreachable.class);
        }
    }

    @Test
    void whoLosesTheLineToAnotherReadsWhatCameAndIsToldThen() throws Exception {
        try (var bmc = new SerialLines.WrittenLine();
                Session session = login(bmc);
                SerialOverLan line = SerialOverLan.open(session, false, QUICK)) {
            bmc.say(1, "last words");
            bmc.say(new SolPacket(0, 0, 0, SolPacket.DEACTIVATING, Octets.NONE));
            assertThat(read(line, 10)).isEqualTo("last words");
            assertThatThrownBy(() -> line.read(Duration.ofSeconds(5))).isInstanceOf(BmcFailure.LineTaken.class);
            line.close();
            assertThat(bmc.requests).noneMatch(SerialOverLanTest::deactivates);
        }
    }

    @Test
    void aLineThatWasTakenInSilenceIsFoundOut() {
        try (var bmc = new SerialLines.WrittenLine() {
                    @Override
                    Octets data(LanRequest request) {
                        return request.command() == 0x4B
                                ? Octets.of(9, 9, 9, 9, 1, 0, 0, 0, 0, 0, 0, 0)
                                : super.data(request);
                    }
                };
                Session session = login(bmc);
                SerialOverLan line = SerialOverLan.open(session, false, QUICK)) {
            assertThatThrownBy(() -> line.read(Duration.ofSeconds(5)))
                    .isInstanceOf(BmcFailure.LineTaken.class)
                    .hasMessageContaining("another session has it now");
        }
    }

    @Test
    void aLineThatAnotherHasIsTakenWhenAsked() {
        try (var bmc = new SerialLines.WrittenLine() {
                    private boolean free;

                    @Override
                    CompletionCode judge(LanRequest request) {
                        free |= deactivates(request);
                        return request.command() == 0x48 && !free ? new CompletionCode(0x80) : CompletionCode.DONE;
                    }
                };
                Session session = login(bmc)) {
            assertThatThrownBy(() -> SerialOverLan.open(session, false, QUICK))
                    .isInstanceOf(BmcFailure.LineTaken.class);
            SerialOverLan.open(session, true, QUICK).close();
        }
    }

    @Test
    void aBmcWithoutSerialOverLanIsToldOf() {
        try (var bmc = new SerialLines.WrittenLine() {
                    @Override
                    CompletionCode judge(LanRequest request) {
                        return request.command() == 0x48 ? new CompletionCode(0x81) : CompletionCode.DONE;
                    }
                };
                Session session = login(bmc)) {
            assertThatThrownBy(() -> SerialOverLan.open(session, false, QUICK))
                    .isInstanceOf(BmcFailure.Refused.class)
                    .hasMessageContaining("switched off on this BMC");
        }
    }

    private static boolean deactivates(LanRequest request) {
        return request.networkFunction() == 0x06 && request.command() == 0x49;
    }
}
