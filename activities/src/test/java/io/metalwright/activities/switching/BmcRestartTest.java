package io.metalwright.activities.switching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.BmcLogin;
import io.metalwright.activities.power.ipmi.IpmiLogin;
import io.metalwright.activities.power.ipmi.IpmiSimulator;
import io.metalwright.activities.power.ipmi.session.Patience;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BmcRestartTest {
    private static final BmcCareTimes TIMES = new BmcCareTimes(
            Duration.ofMillis(300), Duration.ofSeconds(20), Duration.ofMillis(10), Duration.ofMillis(10));

    private static String restart(BmcLogin login, int port) {
        var password = new String(IpmiSimulator.ADMIN.password(), StandardCharsets.UTF_8);
        var bmc = new BmcTarget(
                MachineId.of("m-simulated"),
                BmcProtocol.IPMI,
                "127.0.0.1",
                port,
                IpmiSimulator.ADMIN.user(),
                SecretReference.of("secret:bmc/m-simulated"));
        try (var broker = new BmcBroker(login, BmcBroker.IDLE)) {
            var visits = new BmcVisits(broker, reference -> Secret.of(password));
            return new BmcRestart(visits, bmc, TIMES, () -> {}).make();
        }
    }

    @Test
    void aBmcThatWasGoneAndAnswersAgainWasReset() {
        assertThat(restart(new RestartingBmc(true), 623))
                .startsWith("It was gone, and answers again after ")
                .endsWith("with firmware 1.01.");
    }

    @Test
    void aBmcThatTakesTheResetAndGoesOnAsBeforeIsFoundOut() {
        assertThatExceptionOfType(ApplicationFailure.class)
                .isThrownBy(() -> restart(new RestartingBmc(false), 623))
                .satisfies(failure -> {
                    assertThat(failure.getType()).isEqualTo(FailureTypes.NOT_DONE);
                    assertThat(failure.getOriginalMessage()).contains("m-simulated", "in the same login");
                });
    }

    /** OpenIPMI's stock ipmi_sim knows no cold reset, though ipmitool says that it sent one. */
    @Test
    void aBmcThatKnowsNoResetHasNoWayTo(@TempDir Path folder) throws Exception {
        try (var simulator = IpmiSimulator.start(folder);
                var ipmi = IpmiLogin.open(Patience.DEFAULT)) {
            assertThatExceptionOfType(ApplicationFailure.class)
                    .isThrownBy(() -> restart(ipmi, simulator.address().port()))
                    .satisfies(failure -> {
                        assertThat(failure.getType()).isEqualTo(FailureTypes.BMC_HAS_NO_WAY);
                        assertThat(failure.getOriginalMessage()).contains("invalid command");
                    });
        }
    }
}
