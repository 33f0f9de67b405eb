package io.metalwright.activities.shell;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.keys.SiteKeys;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Instant;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;

/** Opens shells in BootOS, to the very boot that announced itself. */
public final class BootOsShells {
    private final SiteKeys keys;
    private final ShellTimes times;
    private final DefaultConfig config = new DefaultConfig();
    private final KeptConnections kept = new KeptConnections();

    public BootOsShells(SiteKeys keys, ShellTimes times) {
        this.keys = keys;
        this.times = times;
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
    }

    public BootOsShells(SiteKeys keys) {
        this(keys, ShellTimes.USUAL);
    }

    /**
     * @param pulse called every second while a command runs; what it throws ends the command's wait
     * @throws ApplicationFailure of type {@code MachineLost}: not to be retried when another boot answers, since its keys never come back
     */
    public BootOsShell open(BootOsTarget target, Runnable pulse) {
        var open = kept.take(target);
        if (open.isPresent()) {
            return new BootOsShell(open.get(), target, pulse, kept);
        }
        var until = Instant.now().plus(times.admittance());
        while (true) {
            pulse.run();
            var client = new SSHClient(config);
            var hostKeys = new AnnouncedHostKeys(target.agent().hostKeys());
            try {
                connect(client, hostKeys, target);
                return new BootOsShell(client, target, pulse, kept);
            } catch (IOException e) {
                KeptConnections.close(client);
                if (e instanceof SSHException ssh
                        && ssh.getDisconnectReason() == DisconnectReason.HOST_KEY_NOT_VERIFIABLE) {
                    throw anotherBoot(target, hostKeys, e);
                }
                if (Instant.now().isAfter(until)) {
                    throw unreachable(target, e);
                }
            }
            pause();
        }
    }

    private void connect(SSHClient client, AnnouncedHostKeys hostKeys, BootOsTarget target) throws IOException {
        client.addHostKeyVerifier(hostKeys);
        client.setConnectTimeout((int) times.connect().toMillis());
        client.setTimeout((int) times.connect().toMillis());
        client.getTransport().setTimeoutMs((int) times.connect().toMillis());
        // Before connecting: the thread that asks is started then, or never.
        client.getConnection().getKeepAlive().setKeepAliveInterval((int)
                times.keepAlive().toSeconds());
        client.connect(target.agent().address().value(), target.agent().port());
        var pair = keys.sshKey(target.keyName()).pair();
        client.authPublickey("root", client.loadKeys(pair));
    }

    private static ApplicationFailure anotherBoot(BootOsTarget target, AnnouncedHostKeys hostKeys, IOException cause) {
        return Failures.lasting(
                FailureTypes.MACHINE_LOST,
                "log in to " + place(target) + ": it shows the host key " + hostKeys.shown() + ", which boot "
                        + target.agent().bootId() + " did not announce",
                "The machine was restarted, or another has its address. It has to announce itself anew.",
                cause);
    }

    private static ApplicationFailure unreachable(BootOsTarget target, IOException cause) {
        return Failures.mayPass(
                FailureTypes.MACHINE_LOST,
                "log in to " + place(target) + " as root with key '" + target.keyName() + "': " + cause.getMessage(),
                "See on the machine's console whether BootOS runs, and whether the worker reaches its network.",
                cause);
    }

    static String place(BootOsTarget target) {
        return "BootOS on " + target.machine() + " (" + target.agent().address() + ":"
                + target.agent().port() + ")";
    }

    private static void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for BootOS", e);
        }
    }
}
