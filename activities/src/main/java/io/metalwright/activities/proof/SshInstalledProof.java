package io.metalwright.activities.proof;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.shell.AnnouncedHostKeys;
import io.metalwright.activities.shell.Pulse;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.InstalledProof;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import org.jspecify.annotations.Nullable;

/**
 * Goes through SSH's key exchange and no further: who holds the private half of a host key that was put into the installed system, is that system
 * (RFC 4253 section 8). Another key is waited out, because BootOS may have had the address a moment ago.
 */
public final class SshInstalledProof implements InstalledProof {
    private static final int SSH_PORT = 22;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int CONNECT_MILLIS = 10_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DefaultConfig config = new DefaultConfig();
    private final int port;
    private final Duration patience;

    public SshInstalledProof() {
        this(SSH_PORT);
    }

    /** @param port where installed systems of this site listen */
    public SshInstalledProof(int port) {
        this(port, PATIENCE);
    }

    /** @param patience shorter than the time that the run gives this activity, so that it is this which says what was seen */
    SshInstalledProof(int port, Duration patience) {
        this.port = port;
        this.patience = patience;
    }

    @Override
    public String answersSsh(Ipv4Address address, List<String> hostKeys) {
        if (hostKeys.isEmpty()) {
            throw Failures.lasting(
                    FailureTypes.REFUSED,
                    "prove that the installed system at " + address + " is up: no host key of it is known",
                    "Configure the system again, or skip the proof.");
        }
        var pulse = Pulse.ofActivity();
        var until = Instant.now().plus(patience);
        String lastKey = null;
        while (true) {
            pulse.run();
            var expected = new AnnouncedHostKeys(hostKeys);
            IOException trouble;
            try (var client = new SSHClient(config)) {
                return exchangeKeys(client, expected, address);
            } catch (IOException e) {
                trouble = e;
            }
            lastKey = expected.shown() == null ? lastKey : expected.shown();
            if (Instant.now().isAfter(until)) {
                throw notProven(address, hostKeys, lastKey, trouble);
            }
            pause();
        }
    }

    private String exchangeKeys(SSHClient client, AnnouncedHostKeys expected, Ipv4Address address) throws IOException {
        client.addHostKeyVerifier(expected);
        client.setConnectTimeout(CONNECT_MILLIS);
        client.setTimeout(CONNECT_MILLIS);
        client.getTransport().setTimeoutMs(CONNECT_MILLIS);
        client.connect(address.value(), port);
        return client.getTransport().getServerVersion() + " at " + address
                + " shows the host key that was put into the system, " + expected.shown() + ".";
    }

    private static RuntimeException notProven(
            Ipv4Address address, List<String> hostKeys, @Nullable String shown, IOException trouble) {
        return Failures.mayPass(
                FailureTypes.NOT_DONE,
                "prove by SSH that the installed system at " + address + " is up: "
                        + (shown == null
                                ? trouble.getMessage()
                                : "it shows the host key " + shown + ", and the system was given "
                                        + String.join(" and ", hostKeys)),
                shown == null
                        ? "See the console: does the system start sshd, and has it its network? Its firewall may be in the way, too: then skip the proof."
                        : "Another system has the address: the disk may not be what booted, or the address is used twice.",
                trouble);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the installed system", e);
        }
    }
}
