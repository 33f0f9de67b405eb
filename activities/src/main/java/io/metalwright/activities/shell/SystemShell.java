package io.metalwright.activities.shell;

import io.metalwright.activities.keys.SecretStore;
import io.metalwright.model.Sha256;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.workflows.steps.RunningSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/** SSH with a system that is not ours: its host key is pinned, and scripts come by their input, so that nothing is left there. */
public final class SystemShell {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** As root, by whatever way this user becomes it without being asked; else as who it is. */
    private static final String AS_ROOT =
            "if [ \"$(id -u)\" = 0 ]; then exec sh -s; elif sudo -n true 2> /dev/null; then exec sudo -n sh -s; else exec sh -s; fi";

    private final DefaultConfig config = new DefaultConfig();
    private final SecretStore secrets;

    public SystemShell(SecretStore secrets) {
        this.secrets = secrets;
    }

    /** The key that is shown there; nobody logs in. */
    public RunningSystem.HostKey hostKey(Ipv4Address address, int port) throws IOException {
        var looked = new Looked();
        try (var client = client(looked)) {
            client.connect(address.value(), port);
        }
        return looked.seen();
    }

    /** What a script prints on its output, run as root where this user may be root. */
    public Result run(RunningSystem.Login login, String hostKey, String script) throws IOException {
        try (var client = client(new AnnouncedHostKeys(List.of(hostKey)))) {
            client.connect(login.address().value(), login.port());
            authenticate(client, login);
            try (var session = client.startSession()) {
                var command = session.exec(AS_ROOT);
                var errors = new StringBuilder();
                var reading = Thread.startVirtualThread(() -> {
                    try {
                        errors.append(BoundedText.read(command.getErrorStream()));
                    } catch (IOException e) {
                        errors.append(e.getMessage());
                    }
                });
                try (var input = command.getOutputStream()) {
                    input.write(("{\n" + script + "\n} < /dev/null\n").getBytes(StandardCharsets.UTF_8));
                }
                var output = BoundedText.read(command.getInputStream());
                command.join(LIMIT.toSeconds(), TimeUnit.SECONDS);
                join(reading);
                var status = command.getExitStatus();
                return new Result(status == null ? -1 : status, output, errors.toString());
            }
        }
    }

    private static void join(Thread reading) {
        try {
            reading.join(CONNECT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SSHClient client(HostKeyVerifier verifier) {
        var client = new SSHClient(config);
        client.addHostKeyVerifier(verifier);
        client.setConnectTimeout((int) CONNECT.toMillis());
        client.setTimeout((int) LIMIT.toMillis());
        client.getTransport().setTimeoutMs((int) CONNECT.toMillis());
        return client;
    }

    private void authenticate(SSHClient client, RunningSystem.Login login) throws IOException {
        if (login.privateKey() != null) {
            try (var key = secrets.resolve(login.privateKey())) {
                client.authPublickey(login.user(), client.loadKeys(key.plain(), null, null));
            }
        } else if (login.password() != null) {
            try (var password = secrets.resolve(login.password())) {
                client.authPassword(login.user(), password.plain());
            }
        }
    }

    /** Takes the first key that is shown, and remembers it. */
    private static final class Looked implements HostKeyVerifier {
        private final AnnouncedHostKeys keys = new AnnouncedHostKeys(List.of());

        @Override
        public boolean verify(String hostname, int port, java.security.PublicKey key) {
            keys.verify(hostname, port, key);
            return true;
        }

        @Override
        public List<String> findExistingAlgorithms(String hostname, int port) {
            return List.of();
        }

        RunningSystem.HostKey seen() throws IOException {
            var key = keys.shown();
            if (key == null) {
                throw new IOException("no host key was shown");
            }
            return new RunningSystem.HostKey(key, fingerprint(key));
        }

        private static String fingerprint(String key) {
            var blob = Base64.getDecoder().decode(key.substring(key.indexOf(' ') + 1));
            var sum = HexFormat.of().parseHex(Sha256.sumOf(blob).hex());
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(sum);
        }
    }
}
