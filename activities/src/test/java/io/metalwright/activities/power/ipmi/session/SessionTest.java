package io.metalwright.activities.power.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.wire.GetChassisStatus;
import io.metalwright.activities.power.ipmi.wire.LanRequest;
import io.metalwright.activities.power.ipmi.wire.PayloadType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against BMCs that each have one fault. */
@Timeout(60)
class SessionTest {
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(40), 1.5, Duration.ofMillis(100), Duration.ofMillis(900));

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

    private void powerIsReadTenTimes(ScriptedBmc bmc) {
        try (bmc;
                Session session = login(bmc)) {
            for (int i = 0; i < 10; i++) {
                assertThat(session.run(new GetChassisStatus()).powerOn()).isTrue();
            }
        }
    }

    @Test
    void aWellBehavedBmcIsReadFromWithoutRepetition() {
        ScriptedBmc bmc = new ScriptedBmc();
        powerIsReadTenTimes(bmc);
        // Privilege, ten times the power, and the farewell.
        assertThat(bmc.requests).hasSize(12);
        assertThat(bmc.sequences).isSorted().doesNotHaveDuplicates().doesNotContain(0);
    }

    @Test
    void suite17SpeaksTheSameWay() {
        try (ScriptedBmc bmc = new ScriptedBmc(Algorithms.SUITE_17);
                Session session = new SessionLogin(socket, SHORT, List.of(Algorithms.SUITE_17))
                        .open(bmc.address(), ScriptedBmc.ADMIN)) {
            assertThat(session.run(new GetChassisStatus()).powerOn()).isTrue();
        }
    }

    @Test
    void theBestSuiteThatTheBmcTakesIsUsedAndRemembered() {
        SessionLogin login = new SessionLogin(socket, SHORT, Algorithms.SAFE);
        try (ScriptedBmc bmc = new FaultyBmcs.ChoosyBmc(Algorithms.SUITE_3)) {
            for (int i = 0; i < 2; i++) {
                login.open(bmc.address(), ScriptedBmc.ADMIN).close();
            }
            assertThat(bmc.proposed)
                    .containsExactly(
                            Algorithms.SUITE_17.suite(), Algorithms.SUITE_3.suite(), Algorithms.SUITE_3.suite());
        }
        try (ScriptedBmc bmc = new FaultyBmcs.ChoosyBmc(Algorithms.SUITE_17)) {
            login.open(bmc.address(), ScriptedBmc.ADMIN).close();
            assertThat(bmc.proposed).containsExactly(Algorithms.SUITE_17.suite());
        }
    }

    @Test
    void suitesThatProtectLessAreUsedWhenAskedForAlone() {
        for (int number : new int[] {1, 2}) {
            Algorithms suite = Algorithms.numbered(number).orElseThrow();
            try (ScriptedBmc bmc = new FaultyBmcs.ChoosyBmc(suite)) {
                assertThatThrownBy(() ->
                                new SessionLogin(socket, SHORT, Algorithms.SAFE).open(bmc.address(), ScriptedBmc.ADMIN))
                        .isInstanceOf(BmcFailure.Refused.class)
                        .hasMessageContaining("0x11")
                        .hasMessageContaining("Allow cipher suite 17 or 3");
                try (Session session =
                        new SessionLogin(socket, SHORT, List.of(suite)).open(bmc.address(), ScriptedBmc.ADMIN)) {
                    assertThat(session.run(new GetChassisStatus()).powerOn()).isTrue();
                }
            }
        }
        assertThat(Algorithms.numbered(0)).isEmpty();
    }

    @Test
    void aBmcThatDropsWhatItDoesNotKnowIsAskedForTheOther() {
        try (ScriptedBmc bmc = new FaultyBmcs.DeafToSuite17Bmc();
                Session session =
                        new SessionLogin(socket, SHORT, Algorithms.SAFE).open(bmc.address(), ScriptedBmc.ADMIN)) {
            assertThat(session.run(new GetChassisStatus()).powerOn()).isTrue();
        }
    }

    @Test
    void aWrongPasswordIsNotTriedWithTheOtherSuite() {
        try (ScriptedBmc bmc = new ScriptedBmc(Algorithms.SUITE_17)) {
            assertThatThrownBy(() -> new SessionLogin(socket, SHORT, Algorithms.SAFE)
                            .open(bmc.address(), BmcCredential.of("admin", "wrong")))
                    .isInstanceOf(BmcFailure.CredentialRefused.class);
            assertThat(bmc.arrived(PayloadType.OPEN_SESSION_REQUEST)).isEqualTo(1);
        }
    }

    @Test
    void aSilentBmcIsUnreachable() {
        try (ScriptedBmc bmc = new FaultyBmcs.SilentBmc()) {
            assertThatThrownBy(() -> login(bmc))
                    .isInstanceOf(BmcFailure.Unreachable.class)
                    .hasMessageContaining("RMCP+ Open Session to BMC " + bmc.address())
                    .hasMessageContaining("no answer");
            assertThat(bmc.arrived(PayloadType.OPEN_SESSION_REQUEST)).isBetween(5L, 15L);
        }
    }

    @Test
    void aHostWithoutNameIsUnreachable() {
        assertThatThrownBy(() -> new SessionLogin(socket, SHORT, List.of(Algorithms.SUITE_3))
                        .open(
                                new io.metalwright.activities.power.BmcAddress("no-such-host.invalid", 623),
                                ScriptedBmc.ADMIN))
                .isInstanceOf(BmcFailure.Unreachable.class)
                .hasMessageContaining("no such host");
    }

    @Test
    void noiseIsNonsenseAndCounted() {
        try (ScriptedBmc bmc = new FaultyBmcs.GarblingBmc()) {
            assertThatThrownBy(() -> login(bmc))
                    .isInstanceOf(BmcFailure.Nonsense.class)
                    .hasMessageContaining("RMCP packet, offset 0: wanted 0x06 as RMCP version, found 0xAA");
            assertThat(socket.dropped()).isGreaterThan(4);
        }
    }

    @Test
    void packetsThatEndTooEarlyAreNonsense() {
        try (ScriptedBmc bmc = new FaultyBmcs.TruncatingBmc()) {
            assertThatThrownBy(() -> login(bmc))
                    .isInstanceOf(BmcFailure.Nonsense.class)
                    .hasMessageContaining("Set Session Privilege Level");
        }
    }

    @Test
    void aWrongChecksumIsNonsense() {
        try (ScriptedBmc bmc = new FaultyBmcs.MiscountingBmc()) {
            assertThatThrownBy(() -> login(bmc))
                    .isInstanceOf(BmcFailure.Nonsense.class)
                    .hasMessageContaining("data checksum");
        }
    }

    @Test
    void doubledPacketsDoNoHarm() {
        FaultyBmcs.DuplicatingBmc bmc = new FaultyBmcs.DuplicatingBmc();
        powerIsReadTenTimes(bmc);
        assertThat(bmc.requests).hasSize(12);
        assertThat(socket.dropped()).isGreaterThan(10);
    }

    @Test
    void lostAnswersAreAskedForAgain() {
        powerIsReadTenTimes(new FaultyBmcs.LosingBmc());
    }

    @Test
    void aRepeatedRequestKeepsItsNumberInAPacketWithANewOne() {
        FaultyBmcs.HesitantBmc bmc = new FaultyBmcs.HesitantBmc();
        powerIsReadTenTimes(bmc);
        List<LanRequest> requests = bmc.requests;
        for (int i = 0; i < requests.size(); i += 2) {
            assertThat(requests.get(i)).isEqualTo(requests.get(i + 1));
        }
        assertThat(requests.get(2)).isNotEqualTo(requests.get(4));
        assertThat(bmc.sequences).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void forgedPacketsAreDropped() {
        try (ScriptedBmc bmc = new FaultyBmcs.ForgedBmc()) {
            assertThatThrownBy(() -> login(bmc)).isInstanceOf(BmcFailure.Unreachable.class);
            assertThat(socket.dropped()).isGreaterThan(4);
        }
    }

    @Test
    void packetsOfLongAgoAreDropped() {
        try (ScriptedBmc bmc = new FaultyBmcs.StaleBmc();
                Session session = login(bmc)) {
            assertThatThrownBy(() -> session.run(new GetChassisStatus())).isInstanceOf(BmcFailure.Unreachable.class);
        }
    }

    @Test
    void theAnswerToAnOlderRequestIsNotTaken() {
        try (ScriptedBmc bmc = new FaultyBmcs.LateBmc();
                Session session = login(bmc)) {
            assertThat(session.run(new GetChassisStatus()).powerOn()).isTrue();
            assertThat(bmc.requests).hasSizeGreaterThan(2);
        }
    }

    @Test
    void aSetUpThatTheBmcForgotIsBegunAnew() {
        FaultyBmcs.ForgetfulBmc bmc = new FaultyBmcs.ForgetfulBmc();
        powerIsReadTenTimes(bmc);
        assertThat(bmc.arrived(PayloadType.OPEN_SESSION_REQUEST)).isEqualTo(2);
    }

    @Test
    void aWrongPasswordIsTriedOnceAndTheBmcIsTold() {
        try (ScriptedBmc bmc = new ScriptedBmc()) {
            assertThatThrownBy(() -> new SessionLogin(socket, SHORT, List.of(Algorithms.SUITE_3))
                            .open(bmc.address(), BmcCredential.of("admin", "guess")))
                    .isInstanceOf(BmcFailure.CredentialRefused.class)
                    .hasMessageContaining("the password is wrong");
            assertThat(bmc.arrived(PayloadType.RAKP_1)).isEqualTo(1);
        }
    }

    @Test
    void anUnknownUserIsTriedOnce() {
        try (ScriptedBmc bmc = new ScriptedBmc()) {
            assertThatThrownBy(() -> new SessionLogin(socket, SHORT, List.of(Algorithms.SUITE_3))
                            .open(bmc.address(), BmcCredential.of("nobody", "guess")))
                    .isInstanceOf(BmcFailure.CredentialRefused.class)
                    .hasMessageContaining("0x0D");
            assertThat(bmc.arrived(PayloadType.RAKP_1)).isEqualTo(1);
            assertThat(bmc.arrived(PayloadType.RAKP_3)).isZero();
        }
    }

    @Test
    void aPasswordRefusedAtRakp4IsTriedOnce() {
        try (ScriptedBmc bmc = new FaultyBmcs.SuspiciousBmc()) {
            assertThatThrownBy(() -> login(bmc))
                    .isInstanceOf(BmcFailure.CredentialRefused.class)
                    .hasMessageContaining("RAKP 4 with 0x0F");
            assertThat(bmc.arrived(PayloadType.RAKP_3)).isEqualTo(1);
        }
    }

    @Test
    void aBmcThatAnswersARepeatedRakp1AnewIsLoggedInToAgain() {
        try (ScriptedBmc bmc = new FaultyBmcs.HesitatingBmc()) {
            try (var session = login(bmc)) {
                assertThat(session.run(new GetChassisStatus())).isNotNull();
            }
            assertThat(bmc.arrived(PayloadType.RAKP_3)).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aCredentialTooLongForIpmiIsNotSent() {
        try (ScriptedBmc bmc = new ScriptedBmc()) {
            assertThatThrownBy(() -> new SessionLogin(socket, SHORT, List.of(Algorithms.SUITE_3))
                            .open(bmc.address(), BmcCredential.of("admin", "x".repeat(21))))
                    .isInstanceOf(BmcFailure.CredentialRefused.class)
                    .hasMessageContaining("at most 20");
            assertThat(bmc.arrivals).isEmpty();
        }
    }

    @Test
    void aUserWhoMayNotAdministerIsToldSo() {
        try (ScriptedBmc bmc = new FaultyBmcs.StingyBmc()) {
            assertThatThrownBy(() -> login(bmc))
                    .isInstanceOf(BmcFailure.CredentialRefused.class)
                    .hasMessageContaining("ADMINISTRATOR privilege");
        }
    }

    @Test
    void aBusyBmcIsAskedAgain() {
        try (ScriptedBmc bmc = new FaultyBmcs.BusyBmc();
                Session session = login(bmc)) {
            assertThat(session.run(new GetChassisStatus()).powerOn()).isTrue();
        }
    }

    @Test
    void aFullBmcRefusesByName() {
        try (ScriptedBmc bmc = new FaultyBmcs.FullBmc()) {
            assertThatThrownBy(() -> login(bmc))
                    .isInstanceOf(BmcFailure.Refused.class)
                    .hasMessageContaining("0x01 (insufficient resources for a session)")
                    .hasMessageContaining("wait a minute");
        }
    }

    @Test
    void anInterruptedCallerHarmsNobodyElse() throws InterruptedException {
        try (ScriptedBmc silent = new FaultyBmcs.SilentBmc()) {
            List<Thread> callers = new java.util.ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Thread caller = Thread.ofVirtual()
                        .start(() ->
                                assertThatThrownBy(() -> login(silent)).isInstanceOf(BmcFailure.Unreachable.class));
                callers.add(caller);
                caller.interrupt();
            }
            for (Thread caller : callers) {
                caller.join();
            }
        }
        powerIsReadTenTimes(new ScriptedBmc());
    }
}
