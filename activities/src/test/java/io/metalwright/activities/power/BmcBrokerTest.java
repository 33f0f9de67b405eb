package io.metalwright.activities.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.model.power.PowerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BmcBrokerTest {
    private static final BmcAddress ADDRESS = BmcAddress.of("10.2.3.4");
    private static final BmcCredential RIGHT = BmcCredential.of("admin", "right");
    private static final BmcCredential WRONG = BmcCredential.of("admin", "wrong");

    private final RememberingBmcs bmcs = new RememberingBmcs(RIGHT);

    @Test
    void callersShareOneSessionAndTakeTurns() {
        try (BmcBroker broker = new BmcBroker(bmcs, BmcBroker.IDLE)) {
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 50; i++) {
                    callers.submit(() -> broker.with(ADDRESS, RIGHT, Bmc::powerState));
                }
            }
            assertThat(bmcs.verbs()).isEqualTo(50);
            assertThat(bmcs.logins()).isEqualTo(1);
            assertThat(bmcs.mostAtOnce()).isEqualTo(1);
        }
    }

    @Test
    void aRefusedCredentialIsTriedOnce() {
        try (BmcBroker broker = new BmcBroker(bmcs, BmcBroker.IDLE)) {
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> broker.with(ADDRESS, WRONG, Bmc::powerState))
                        .isInstanceOf(BmcFailure.CredentialRefused.class);
            }
            assertThat(bmcs.logins()).isEqualTo(1);
            assertThatThrownBy(() -> broker.with(ADDRESS, WRONG, Bmc::powerState))
                    .hasMessageContaining("not tried")
                    .hasMessageContaining("10.2.3.4")
                    .hasMessageNotContaining("wrong");
        }
    }

    @Test
    void aStormOfCallersTriesARefusedCredentialOnceAtEachBmc() {
        int bmcCount = 40;
        int callersEach = 25;
        AtomicInteger refused = new AtomicInteger();
        try (BmcBroker broker = new BmcBroker(bmcs, BmcBroker.IDLE)) {
            for (int storm = 0; storm < 2; storm++) {
                try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (int i = 0; i < bmcCount * callersEach; i++) {
                        BmcAddress address = BmcAddress.of("10.3.0." + i % bmcCount);
                        callers.submit(() -> {
                            try {
                                broker.with(address, WRONG, Bmc::powerState);
                            } catch (BmcFailure.CredentialRefused e) {
                                refused.incrementAndGet();
                            }
                        });
                    }
                }
            }
            assertThat(refused).hasValue(2 * bmcCount * callersEach);
            assertThat(bmcs.logins()).isEqualTo(bmcCount);
            // The one that somebody mends is tried once more, and no other.
            broker.clearRefusals(BmcAddress.of("10.3.0.1"));
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < callersEach; i++) {
                    callers.submit(() -> broker.with(BmcAddress.of("10.3.0.1"), WRONG, Bmc::powerState));
                }
            }
            assertThat(bmcs.logins()).isEqualTo(bmcCount + 1);
        }
    }

    @Test
    void aRestartedProcessDoesNotTryARefusedCredentialAgain() {
        RefusalBook book = RefusalBook.inMemory();
        byte[] key = {1, 2, 3};
        for (int process = 0; process < 5; process++) {
            try (BmcBroker broker = new BmcBroker(bmcs, BmcBroker.IDLE, book, key)) {
                broker.mended(ADDRESS, "said once");
                assertThatThrownBy(() -> broker.with(ADDRESS, WRONG, Bmc::powerState))
                        .isInstanceOf(BmcFailure.CredentialRefused.class);
                broker.with(ADDRESS, RIGHT, Bmc::powerState);
            }
        }
        // Five with the right credential, and one with the wrong.
        assertThat(bmcs.logins()).isEqualTo(6);
        try (BmcBroker broker = new BmcBroker(bmcs, BmcBroker.IDLE, book, key)) {
            broker.mended(ADDRESS, "said again");
            assertThatThrownBy(() -> broker.with(ADDRESS, WRONG, Bmc::powerState))
                    .hasMessageNotContaining("not tried");
        }
    }

    @Test
    void callersOfASilentBmcDoNotWaitOneAfterTheOther() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        AtomicInteger unreachable = new AtomicInteger();
        BmcLogin silent = (address, credential) -> {
            tries.incrementAndGet();
            first.countDown();
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new BmcFailure.Unreachable("no answer");
        };
        try (BmcBroker broker = new BmcBroker(silent, BmcBroker.IDLE)) {
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 20; i++) {
                    callers.submit(() -> {
                        try {
                            broker.with(ADDRESS, RIGHT, Bmc::powerState);
                        } catch (BmcFailure.Unreachable e) {
                            unreachable.incrementAndGet();
                        }
                    });
                }
                first.await();
            }
            assertThat(unreachable).hasValue(20);
            // Who came after the first had given up asks for himself.
            assertThat(tries.get()).isLessThan(4);
            assertThatThrownBy(() -> broker.with(ADDRESS, RIGHT, Bmc::powerState))
                    .isInstanceOf(BmcFailure.Unreachable.class)
                    .hasMessage("no answer");
        }
    }

    @Test
    void aCorrectedCredentialIsTriedAtOnce() {
        try (BmcBroker broker = new BmcBroker(bmcs, BmcBroker.IDLE)) {
            assertThatThrownBy(() -> broker.with(ADDRESS, WRONG, Bmc::powerState))
                    .isInstanceOf(BmcFailure.CredentialRefused.class);
            assertThat(broker.<PowerState>with(ADDRESS, RIGHT, Bmc::powerState)).isEqualTo(PowerState.ON);
        }
    }

    @Test
    void aClearedRefusalAllowsOneMoreTry() {
        try (BmcBroker broker = new BmcBroker(bmcs, BmcBroker.IDLE)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> broker.with(ADDRESS, WRONG, Bmc::powerState))
                        .isInstanceOf(BmcFailure.CredentialRefused.class);
            }
            broker.clearRefusals(ADDRESS);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> broker.with(ADDRESS, WRONG, Bmc::powerState))
                        .isInstanceOf(BmcFailure.CredentialRefused.class);
            }
            assertThat(bmcs.logins()).isEqualTo(2);
        }
    }

    @Test
    void anIdleSessionIsClosed() throws InterruptedException {
        try (BmcBroker broker = new BmcBroker(bmcs, Duration.ofMillis(50))) {
            broker.with(ADDRESS, RIGHT, Bmc::powerState);
            while (bmcs.open() > 0) {
                Thread.sleep(5);
            }
            broker.with(ADDRESS, RIGHT, Bmc::powerState);
            assertThat(bmcs.logins()).isEqualTo(2);
        }
    }

    @Test
    void aSessionWithoutAnswersIsReplaced() {
        try (BmcBroker broker = new BmcBroker(bmcs, BmcBroker.IDLE)) {
            broker.with(ADDRESS, RIGHT, Bmc::powerState);
            assertThatThrownBy(() -> broker.with(ADDRESS, RIGHT, bmc -> {
                        throw new BmcFailure.Unreachable("no answer");
                    }))
                    .isInstanceOf(BmcFailure.Unreachable.class);
            assertThat(bmcs.open()).isZero();
            broker.with(ADDRESS, RIGHT, Bmc::powerState);
            assertThat(bmcs.logins()).isEqualTo(2);
        }
    }

    @Test
    void aRefusedCommandLeavesTheSessionOpen() {
        try (BmcBroker broker = new BmcBroker(bmcs, BmcBroker.IDLE)) {
            assertThatThrownBy(() -> broker.with(ADDRESS, RIGHT, bmc -> {
                        throw new BmcFailure.Refused("Chassis Control", 0xD5, "refused");
                    }))
                    .isInstanceOf(BmcFailure.Refused.class);
            broker.with(ADDRESS, RIGHT, Bmc::powerState);
            assertThat(bmcs.logins()).isEqualTo(1);
        }
    }

    @Test
    void closingLogsOutEverywhere() {
        BmcBroker broker = new BmcBroker(bmcs, BmcBroker.IDLE);
        broker.with(ADDRESS, RIGHT, Bmc::powerState);
        broker.with(BmcAddress.of("10.2.3.5"), RIGHT, Bmc::powerState);
        assertThat(bmcs.open()).isEqualTo(2);
        broker.close();
        assertThat(bmcs.open()).isZero();
    }

    @Test
    void noTextShowsAPassword() {
        assertThat(BmcCredential.of("admin", "hidden").toString())
                .contains("admin")
                .doesNotContain("hidden");
    }

    @Test
    void aPersonComesBeforeARunAndARunBeforeAPoll() throws InterruptedException {
        var served = Collections.synchronizedList(new ArrayList<Urgency>());
        var inside = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        try (var broker = new BmcBroker(bmcs, BmcBroker.IDLE);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            callers.submit(() -> broker.with(ADDRESS, RIGHT, bmc -> {
                inside.countDown();
                return awaitQuietly(leave);
            }));
            inside.await();
            int waiting = 0;
            for (var urgency : List.of(Urgency.POLL, Urgency.RUN, Urgency.POLL, Urgency.PERSON, Urgency.RUN)) {
                callers.submit(() -> broker.with(ADDRESS, RIGHT, urgency, bmc -> served.add(urgency)));
                waiting++;
                while (broker.state(ADDRESS).waiting() < waiting) {
                    Thread.sleep(1);
                }
            }
            assertThat(broker.state(ADDRESS).busy()).isTrue();
            leave.countDown();
        }
        assertThat(served).containsExactly(Urgency.PERSON, Urgency.RUN, Urgency.RUN, Urgency.POLL, Urgency.POLL);
    }

    @Test
    void whoIsInterruptedWhileWaitingHoldsNobodyUp() throws InterruptedException {
        var inside = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        var failure = new AtomicReference<Throwable>();
        try (var broker = new BmcBroker(bmcs, BmcBroker.IDLE);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            callers.submit(() -> broker.with(ADDRESS, RIGHT, bmc -> {
                inside.countDown();
                return awaitQuietly(leave);
            }));
            inside.await();
            var impatient = Thread.ofVirtual().start(() -> {
                try {
                    broker.with(ADDRESS, RIGHT, Urgency.PERSON, Bmc::powerState);
                } catch (BmcFailure e) {
                    failure.set(e);
                }
            });
            while (broker.state(ADDRESS).waiting() < 1) {
                Thread.sleep(1);
            }
            var patient = callers.submit(() -> broker.with(ADDRESS, RIGHT, Urgency.POLL, Bmc::powerState));
            while (broker.state(ADDRESS).waiting() < 2) {
                Thread.sleep(1);
            }
            impatient.interrupt();
            impatient.join();
            leave.countDown();
            assertThat(patient).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(PowerState.ON);
        }
        assertThat(failure.get()).isInstanceOf(BmcFailure.Unreachable.class).hasMessageContaining("interrupted");
    }

    @Test
    void aStormIsTurnedAwayAndAPersonIsNot() throws InterruptedException {
        var inside = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        var turnedAway = new AtomicInteger();
        try (var broker = new BmcBroker(bmcs, BmcBroker.IDLE)) {
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                callers.submit(() -> broker.with(ADDRESS, RIGHT, bmc -> {
                    inside.countDown();
                    return awaitQuietly(leave);
                }));
                inside.await();
                for (int i = 0; i < 130; i++) {
                    callers.submit(() -> {
                        try {
                            broker.with(ADDRESS, RIGHT, Urgency.POLL, Bmc::powerState);
                        } catch (BmcFailure.Unreachable e) {
                            turnedAway.incrementAndGet();
                        }
                    });
                }
                while (broker.state(ADDRESS).waiting() < 100 || turnedAway.get() < 30) {
                    Thread.sleep(1);
                }
                var person = callers.submit(() -> broker.with(ADDRESS, RIGHT, Urgency.PERSON, Bmc::powerState));
                while (broker.state(ADDRESS).waiting() < 101) {
                    Thread.sleep(1);
                }
                leave.countDown();
                assertThat(person).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(PowerState.ON);
            }
            assertThat(turnedAway).hasValue(30);
            // Nobody asked it meanwhile, so that nothing is said against it.
            assertThat(broker.state(ADDRESS).silentSince()).isNull();
            assertThat(broker.state(ADDRESS).calls()).isEqualTo(102);
        }
    }

    @Test
    void pollsLeaveASilentBmcAloneUntilSomebodyElseHearsIt() {
        var tries = new AtomicInteger();
        var mute = new AtomicBoolean(true);
        BmcLogin login = (address, credential) -> {
            tries.incrementAndGet();
            if (mute.get()) {
                throw new BmcFailure.Unreachable("no answer");
            }
            return bmcs.login(address, credential);
        };
        try (var broker = new BmcBroker(login, BmcBroker.IDLE)) {
            for (int poll = 0; poll < 10; poll++) {
                assertThatThrownBy(() -> broker.with(ADDRESS, RIGHT, Urgency.POLL, Bmc::powerState))
                        .isInstanceOf(BmcFailure.Unreachable.class);
            }
            assertThat(tries).hasValue(1);
            var silent = broker.state(ADDRESS);
            assertThat(silent.silentSince()).isNotNull();
            assertThat(silent.nextPollAt()).isAfter(silent.silentSince());
            assertThat(silent.failure()).isEqualTo("no answer");
            assertThatThrownBy(() -> broker.with(ADDRESS, RIGHT, Urgency.RUN, Bmc::powerState))
                    .hasMessage("no answer");
            assertThat(tries).hasValue(2);
            var longer = broker.state(ADDRESS);
            assertThat(longer.silentSince()).isEqualTo(silent.silentSince());
            assertThat(longer.nextPollAt()).isAfter(silent.nextPollAt());

            mute.set(false);
            assertThat(broker.<PowerState>with(ADDRESS, RIGHT, Urgency.PERSON, Bmc::powerState))
                    .isEqualTo(PowerState.ON);
            assertThat(broker.<PowerState>with(ADDRESS, RIGHT, Urgency.POLL, Bmc::powerState))
                    .isEqualTo(PowerState.ON);
            var well = broker.state(ADDRESS);
            assertThat(well.silentSince()).isNull();
            assertThat(well.lastAnswerAt()).isNotNull();
            assertThat(well.unanswered()).isEqualTo(2);
            assertThat(well.session()).isTrue();
        }
    }

    @Test
    void pausesBetweenPollsGrowToAQuarterOfAnHour() {
        var breaker = new Breaker();
        var now = Instant.parse("2026-01-01T00:00:00Z");
        var pauses = new ArrayList<Long>();
        for (int i = 0; i < 8; i++) {
            breaker.inVain(now, "no answer");
            pauses.add(Duration.between(now, breaker.silence().orElseThrow().nextPoll())
                    .toSeconds());
        }
        assertThat(pauses).containsExactly(30L, 60L, 120L, 240L, 480L, 900L, 900L, 900L);
        assertThatThrownBy(() -> breaker.admit(Urgency.POLL, ADDRESS, now.plusSeconds(899)))
                .isInstanceOf(BmcFailure.Unreachable.class)
                .hasMessageContaining("silent since 2026-01-01T00:00:00Z");
        breaker.admit(Urgency.POLL, ADDRESS, now.plusSeconds(900));
        breaker.admit(Urgency.PERSON, ADDRESS, now);
    }

    @Test
    void callsAreCountedByUrgencyAndOutcome() {
        try (var broker = new BmcBroker(bmcs, BmcBroker.IDLE)) {
            broker.with(ADDRESS, RIGHT, Urgency.PERSON, Bmc::powerState);
            broker.with(ADDRESS, RIGHT, Urgency.PERSON, Bmc::powerState);
            assertThatThrownBy(() -> broker.with(ADDRESS, WRONG, Urgency.POLL, Bmc::powerState))
                    .isInstanceOf(BmcFailure.CredentialRefused.class);
            var figures = broker.figures().all();
            var asked = figures.get(new BrokerFigures.Sort(Urgency.PERSON, BrokerFigures.Outcome.ANSWERED));
            assertThat(asked).isNotNull();
            assertThat(asked.calls()).isEqualTo(2);
            assertThat(asked.served()).isPositive();
            assertThat(figures.get(new BrokerFigures.Sort(Urgency.POLL, BrokerFigures.Outcome.NOT_LET_IN)))
                    .isNotNull()
                    .extracting(BrokerFigures.Figure::calls)
                    .isEqualTo(1L);
        }
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
