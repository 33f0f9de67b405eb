package io.metalwright.activities.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.InstalledProof;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SshInstalledProofTest {
    private static final Ipv4Address HERE = Ipv4Address.of("127.0.0.1");

    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
    private final AtomicReference<KeyPair> shown = new AtomicReference<>();
    private final KeyPair installed = keyPair();
    private final KeyPair bootOs = keyPair();
    private SshServer server;

    @BeforeEach
    void start() throws IOException {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(session -> List.of(shown.get()));
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
        temporal.close();
    }

    @Test
    void aSystemWithItsHostKeyIsUp() {
        shown.set(installed);
        assertThat(proof(server.getPort(), Duration.ofSeconds(20)).answersSsh(HERE, List.of(line(installed))))
                .contains("127.0.0.1", line(installed), "SSHD");
    }

    @Test
    void bootOsThatStillHasTheAddressIsWaitedOut() throws Exception {
        shown.set(bootOs);
        var reboot = Thread.startVirtualThread(() -> {
            try {
                Thread.sleep(1500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            shown.set(installed);
        });
        assertThat(proof(server.getPort(), Duration.ofSeconds(30))
                        .answersSsh(HERE, List.of(line(installed) + " root@host")))
                .contains(line(installed));
        reboot.join();
    }

    @Test
    void anotherSystemIsNoProof() {
        shown.set(bootOs);
        var failure = failureOf(proof(server.getPort(), Duration.ofSeconds(1)));
        assertThat(failure.getType()).isEqualTo(FailureTypes.NOT_DONE);
        assertThat(failure.getOriginalMessage()).contains(line(bootOs), line(installed));
        assertThat(failure.isNonRetryable()).isFalse();
    }

    @Test
    void silenceIsTold() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var failure = failureOf(proof(port, Duration.ofSeconds(1)));
        assertThat(failure.getType()).isEqualTo(FailureTypes.NOT_DONE);
        assertThat(failure.getOriginalMessage()).contains("refused");
    }

    private InstalledProof proof(int port, Duration patience) {
        temporal.registerActivitiesImplementations(new SshInstalledProof(port, patience));
        return temporal.newActivityStub(InstalledProof.class, ActivityTimes.USUAL);
    }

    private ApplicationFailure failureOf(InstalledProof proof) {
        var failure =
                catchThrowableOfType(ActivityFailure.class, () -> proof.answersSsh(HERE, List.of(line(installed))));
        return (ApplicationFailure) failure.getCause();
    }

    private static String line(KeyPair pair) {
        return PublicKeyEntry.toString(pair.getPublic());
    }

    private static KeyPair keyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
