package io.metalwright.boot.smb;

import io.metalwright.boot.segment.Listener;
import io.metalwright.model.network.Ipv4Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The distribution's smbd, on one address. It runs as nobody, with no right but that to its port, and in a view of the file system where the trees
 * can only be read. All that it keeps is in memory and goes with it. It ends when we end, also when we are killed: its standard input ends then.
 */
public final class SmbServer implements Listener {
    private static final Logger LOG = LoggerFactory.getLogger(SmbServer.class);
    /** Most of what it dislikes, it says at once. */
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private static final Duration TO_END = Duration.ofSeconds(5);
    /** Exists everywhere, and is empty to whoever has a view of his own. */
    private static final String FOLDER = "/mnt";
    /** The store may lie below the folder itself, and may be a mount that is away: nobody but this process waits for it. */
    private static final String SCRIPT = """
            mkdir -p "$1" && cd "$1" || exit 1
            mount -t tmpfs -o mode=755,size=64m,nosuid,nodev,noexec metalwright-smb "$2" && mkdir "$2/state" "$2/trees" &&
              mount --bind . "$2/trees" && mount -o remount,bind,ro,nosuid,nodev,noexec "$2/trees" &&
              chown 65534:65534 "$2/state" && chmod 700 "$2/state" && printf %s "$3" > "$2/smb.conf" || exit 1
            cd /
            rights=-all,+net_bind_service
            exec setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=$rights --ambient-caps=$rights \\
              --bounding-set=$rights --no-new-privs smbd --foreground --debug-stdout --configfile="$2/smb.conf"
            """;

    private final Ipv4Address address;
    private final Process process;
    private volatile String last = "it says nothing";

    private SmbServer(Ipv4Address address, Process process) {
        this.address = address;
        this.process = process;
        Thread.ofVirtual().name("smb-" + address).start(this::read);
    }

    /**
     * @param trees folder that is shared
     * @throws IOException when it does not run: it is not installed, or its port is taken
     */
    public static SmbServer start(Ipv4Address address, SmbSettings settings, Path trees) throws IOException {
        var builder = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "--propagation",
                        "slave",
                        "sh",
                        "-c",
                        SCRIPT,
                        "sh",
                        trees.toAbsolutePath().toString(),
                        FOLDER,
                        SmbConfiguration.text(address, settings.port(), FOLDER))
                .redirectErrorStream(true);
        // Where the distributions have smbd.
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        var server = new SmbServer(address, builder.start());
        try {
            if (server.process.waitFor(AT_ONCE)) {
                throw new IOException("smbd (package samba) does not run: " + server.last);
            }
        } catch (InterruptedException e) {
            server.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return server;
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return;
        } catch (IOException e) {
            LOG.debug("end smbd on {}", address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line.strip();
                LOG.debug("smbd on {}: {}", address, last);
            }
        } catch (IOException e) {
            LOG.debug("read what smbd on {} says", address, e);
        }
    }
}
