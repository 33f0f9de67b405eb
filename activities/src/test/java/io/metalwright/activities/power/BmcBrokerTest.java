package io.metalwright.activities.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.model.power.PowerState;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
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
}
