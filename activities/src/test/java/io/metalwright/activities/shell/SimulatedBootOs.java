package io.metalwright.activities.shell;

import io.metalwright.activities.keys.SiteKeys;
import io.metalwright.model.MachineId;
import io.metalwright.model.boot.AgentAccess;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.workflows.steps.BootOsTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;

/**
 * BootOS for tests: an SSH server in this process that lets one key in and runs real commands, with a folder of its own first on their PATH.
 * What must not be done on this host is replaced there by scripts that answer what the real tool answered.
 */
public final class SimulatedBootOs implements AutoCloseable {
    private static final String KEY_NAME = "run test";
    private static final ShellTimes SHORT =
            new ShellTimes(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(1));

    private final Path folder;
    private final SiteKeys keys;
    private final SshServer server;
    private final KeyPair hostKey;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final AtomicInteger logIns = new AtomicInteger();
    private final List<Process> processes = new CopyOnWriteArrayList<>();

    public SimulatedBootOs(Path folder) throws IOException, GeneralSecurityException {
        this.folder = folder;
        keys = SiteKeys.inFile(folder.resolve("site.key"));
        Files.createDirectories(folder.resolve("bin"));
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        hostKey = generator.generateKeyPair();
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(session -> List.of(hostKey));
        var admitted = PublicKeyEntry.parsePublicKeyEntry(keys.sshKey(KEY_NAME).authorizedKey())
                .resolvePublicKey(null, null, null);
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals("root") && KeyUtils.compareKeys(key, admitted));
        server.setCommandFactory((channel, line) -> new Running(line));
        server.addSessionListener(new SessionListener() {
            @Override
            public void sessionEvent(Session session, Event event) {
                if (event == Event.Authenticated) {
                    logIns.incrementAndGet();
                }
            }
        });
        server.start();
    }

    /** A tool of this BootOS: a POSIX shell script. */
    public SimulatedBootOs tool(String name, String script) throws IOException {
        var file = folder.resolve("bin").resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    public BootOsShells shells() {
        return new BootOsShells(keys, SHORT);
    }

    public SiteKeys keys() {
        return keys;
    }

    public Path folder() {
        return folder;
    }

    public BootOsTarget target() {
        return target(PublicKeyEntry.toString(hostKey.getPublic()));
    }

    public BootOsTarget target(String announcedHostKey) {
        return target(server.getPort(), announcedHostKey);
    }

    /** Itself, at the end of a wire. */
    BootOsTarget target(Wire wire) {
        return target(wire.port(), PublicKeyEntry.toString(hostKey.getPublic()));
    }

    private static BootOsTarget target(int port, String announcedHostKey) {
        return new BootOsTarget(
                MachineId.of("m-simulated"),
                new AgentAccess("boot-1", Ipv4Address.of("127.0.0.1"), port, List.of(announcedHostKey)),
                KEY_NAME);
    }

    int logIns() {
        return logIns.get();
    }

    /** The command lines that were run, in order. */
    public List<String> commands() {
        return new ArrayList<>(commands);
    }

    /** Cuts every connection at once, as a machine does that loses its power. */
    public void losePower() throws IOException {
        for (var session : server.getActiveSessions()) {
            session.close(true);
        }
        server.stop(true);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
        for (var process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private final class Running implements org.apache.sshd.server.command.Command {
        private final String line;
        private InputStream input = InputStream.nullInputStream();
        private OutputStream output = OutputStream.nullOutputStream();
        private OutputStream errors = OutputStream.nullOutputStream();
        private ExitCallback exit = (status, message, close) -> {};

        Running(String line) {
            this.line = line;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) throws IOException {
            commands.add(line);
            var builder = new ProcessBuilder("sh", "-c", line);
            builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH") + ":/usr/sbin:/sbin");
            builder.environment().put("SIMULATED", folder.toString());
            if (Files.isDirectory(folder.resolve("sys"))) {
                builder.environment()
                        .put("METALWRIGHT_SYS", folder.resolve("sys").toString());
            }
            var process = builder.start();
            processes.add(process);
            var readers = List.of(
                    copy(process.getInputStream(), output, false), copy(process.getErrorStream(), errors, false));
            copy(input, process.getOutputStream(), true);
            Thread.startVirtualThread(() -> {
                try {
                    int status = process.waitFor();
                    for (var reader : readers) {
                        reader.join();
                    }
                    exit.onExit(status);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        private static Thread copy(InputStream from, OutputStream to, boolean closing) {
            return Thread.startVirtualThread(() -> {
                try {
                    var part = new byte[8192];
                    for (int count = from.read(part); count >= 0; count = from.read(part)) {
                        to.write(part, 0, count);
                        to.flush();
                    }
                    if (closing) {
                        to.close();
                    }
                } catch (IOException e) {
                    // One end is gone; the exit status tells the rest.
                }
            });
        }

        @Override
        public void setInputStream(InputStream stream) {
            input = stream;
        }

        @Override
        public void setOutputStream(OutputStream stream) {
            output = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {
            errors = stream;
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            exit = callback;
        }

        @Override
        public void destroy(ChannelSession channel) {}
    }

    /** A whole line for a failure message when a test wants to see what a file holds. */
    public String file(String name) throws IOException {
        return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
    }
}
