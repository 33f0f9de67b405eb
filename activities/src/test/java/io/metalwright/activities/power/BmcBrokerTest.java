package io.metalwright.activities.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.model.power.PowerState;
import java.time.Duration;
import java.util.concurrent.Executors;
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
