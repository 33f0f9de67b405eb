package io.metalwright.activities.power.redfish;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.SerialLine;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;
import org.jspecify.annotations.Nullable;

/** A serial line in a shell of a BMC. What is not read in time stays with the BMC: SSH's window is not opened further. */
final class SshSerialLine implements SerialLine {
    private static final byte[] NOTHING = {};
    private static final int MOST_WAITING = 64;

    private final String title;
    private final SSHClient client;
    private final Session.Shell shell;
    private final BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread listener;
    private volatile @Nullable String end;

    SshSerialLine(String title, SSHClient client, Session.Shell shell) {
        this.title = title;
        this.client = client;
        this.shell = shell;
        listener = Thread.ofVirtual().name("ssh-console").start(() -> listen(shell.getInputStream()));
    }

    private void listen(InputStream line) {
        var buffer = new byte[4096];
        try {
            for (int count = line.read(buffer); count >= 0; count = line.read(buffer)) {
                heard.put(Arrays.copyOf(buffer, count));
            }
            end = "the BMC ended it";
        } catch (IOException e) {
            end = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            end = "closed";
        }
    }

    @Override
    public byte[] read(Duration wait) {
        try {
            // Looked at first, since the last characters come before it.
            var ended = end;
            var first = heard.poll(ended == null ? wait.toMillis() : 0, TimeUnit.MILLISECONDS);
            if (first == null && ended != null) {
                throw lost(ended, null);
            }
            return first == null ? NOTHING : first;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw lost("interrupted while reading", e);
        }
    }

    @Override
    public void write(byte[] octets) {
        try {
            shell.getOutputStream().write(octets);
            shell.getOutputStream().flush();
        } catch (IOException e) {
            throw lost(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void sendBreak() {
        throw new BmcFailure.Refused(
                "SerialConsole",
                0,
                title + ": a break cannot be sent by SSH. Enter the BMC with protocol ipmi if it speaks that.");
    }

    private BmcFailure lost(String reason, @Nullable Throwable cause) {
        var message = title + ": " + reason + ". See whether the BMC has power and network.";
        return cause == null ? new BmcFailure.Unreachable(message) : new BmcFailure.Unreachable(message, cause);
    }

    @Override
    public void close() {
        listener.interrupt();
        SshConsoles.close(client);
    }
}
