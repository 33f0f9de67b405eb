package io.metalwright.activities.shell;

import io.metalwright.workflows.steps.BootOsTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.schmizz.sshj.SSHClient;

/**
 * Connections that no activity uses at the moment. A log-in costs a small machine a second of its processor, so one serves the activities that
 * follow each other. Kept by boot and key: another boot, or another run, logs in anew.
 */
final class KeptConnections {
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final int ANSWER_MILLIS = 5_000;

    private final Map<BootOsTarget, SSHClient> idle = new ConcurrentHashMap<>();

    /** A connection that was seen to answer just now. */
    Optional<SSHClient> take(BootOsTarget target) {
        var client = idle.remove(target);
        if (client == null) {
            return Optional.empty();
        }
        if (!answers(client)) {
            close(client);
            return Optional.empty();
        }
        return Optional.of(client);
    }

    /** Keeps it for a while for whoever comes next. */
    void keep(BootOsTarget target, SSHClient client) {
        var other = client.isConnected() ? idle.put(target, client) : client;
        if (other != null) {
            close(other);
        }
        Thread.startVirtualThread(() -> {
            try {
                Thread.sleep(IDLE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (idle.remove(target, client)) {
                close(client);
            }
        });
    }

    private static boolean answers(SSHClient client) {
        var connection = client.getConnection();
        int usual = connection.getTimeoutMs();
        connection.setTimeoutMs(ANSWER_MILLIS);
        try {
            client.startSession().close();
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            connection.setTimeoutMs(usual);
        }
    }

    static void close(SSHClient client) {
        try {
            client.close();
        } catch (IOException e) {
            // The other side is gone already, which is what closing is for.
        }
    }
}
