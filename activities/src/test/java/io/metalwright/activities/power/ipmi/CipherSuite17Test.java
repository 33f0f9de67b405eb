package io.metalwright.activities.power.ipmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.session.Algorithms;
import io.metalwright.activities.power.ipmi.session.Patience;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against goipmi-server, which OpenIPMI's simulator leaves this suite to. Needs Go, once. */
@Timeout(300)
class CipherSuite17Test {
    private static final BmcCredential ADMIN = BmcCredential.of("ADMIN", "a-long-secret-16");
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(100), 1.5, Duration.ofMillis(500), Duration.ofSeconds(4));

    private BmcAddress address;
    private Process server;

    @BeforeEach
    void choosePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            address = new BmcAddress("127.0.0.1", socket.getLocalPort());
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.destroy();
        server.waitFor();
    }

    private void serve(String suites) throws Exception {
        Process build = new ProcessBuilder(
                        Path.of("../ops/setup/goipmi-server").toAbsolutePath().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String program = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(build.waitFor()).as("ops/setup/goipmi-server").isZero();
        ProcessBuilder builder =
                new ProcessBuilder(program).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("GOIPMI_SERVER_PORT", String.valueOf(address.port()));
        builder.environment().put("GOIPMI_SERVER_USER", ADMIN.user());
        builder.environment().put("GOIPMI_SERVER_PASS", new String(ADMIN.password(), StandardCharsets.UTF_8));
        builder.environment().put("GOIPMI_SERVER_CIPHER_SUITES", suites);
        builder.environment().put("GOIPMI_SERVER_CONSOLE", "none");
        server = builder.start();
    }

    private void powerIsSwitched(List<Algorithms> suites) throws IOException {
        try (IpmiLogin ipmi = IpmiLogin.open(SHORT, suites);
                Bmc bmc = ipmi.login(address, ADMIN)) {
            bmc.apply(PowerCommand.ON);
            assertThat(bmc.powerState()).isEqualTo(PowerState.ON);
            bmc.apply(PowerCommand.OFF);
            assertThat(bmc.powerState()).isEqualTo(PowerState.OFF);
            assertThat(bmc.sensors()).isEmpty();
            assertThat(bmc.info().protocol()).startsWith("IPMI");
        }
    }

    @Test
    void aBmcWithThisSuiteAloneIsSwitched() throws Exception {
        serve("17");
        powerIsSwitched(List.of(Algorithms.SUITE_17));
        powerIsSwitched(Algorithms.SAFE);
        try (IpmiLogin ipmi = IpmiLogin.open(SHORT, List.of(Algorithms.SUITE_3))) {
            assertThatThrownBy(() -> ipmi.login(address, ADMIN))
                    .isInstanceOf(BmcFailure.Refused.class)
                    .hasMessageContaining("cipher suite 17 or 3");
        }
    }

    @Test
    void aBmcWithoutItIsSwitchedBySuite3() throws Exception {
        serve("3");
        powerIsSwitched(Algorithms.SAFE);
    }

    @Test
    void aWrongPasswordIsRefusedAtOnce() throws Exception {
        serve("3,17");
        try (IpmiLogin ipmi = IpmiLogin.open(SHORT)) {
            assertThatThrownBy(() -> ipmi.login(address, BmcCredential.of("ADMIN", "wrong")))
                    .isInstanceOf(BmcFailure.CredentialRefused.class);
        }
    }
}
