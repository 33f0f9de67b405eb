package io.metalwright.ops.simulated.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.function.Function;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An SSH server that lets in by public key, and hands each command line to whoever plays the machine. */
public final class SshHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SshHost.class);

    /** What is asked for by {@code ssh host line}. */
    public record Asked(String user, String line, InputStream input) {
        /** To its end, which whoever has nothing to say marks at once. */
        public String inputText() throws IOException {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** How a command ended. */
    public record Ended(int status, String output, String errors) {
        public static Ended well(String output) {
            return new Ended(0, output, "");
        }

        public static Ended badly(int status, String errors) {
            return new Ended(status, "", errors + "\n");
        }
    }

    /** Runs commands. */
    @FunctionalInterface
    public interface Shell {
        Ended run(Asked asked) throws IOException, InterruptedException;
    }

    private final SshServer server;

    private SshHost(SshServer server) {
        this.server = server;
    }

    /**
     * @param port 0 for any that is free
     * @param keysOf the public keys of a user, as an {@code authorized_keys} file has them; asked at each login
     */
    public static SshHost start(
            SshPool pool, String address, int port, KeyPair hostKey, Function<String, List<String>> keysOf, Shell shell)
            throws IOException {
        var server = pool.newServer();
        server.setHost(address);
        server.setPort(port);
        server.setKeyPairProvider(session -> List.of(hostKey));
        server.setPasswordAuthenticator(null);
        server.setKeyboardInteractiveAuthenticator(null);
        server.setPublickeyAuthenticator(
                (user, key, session) -> keysOf.apply(user).stream().anyMatch(line -> isKey(line, key)));
        server.setCommandFactory((channel, line) -> new Running(line, shell));
        server.start();
        return new SshHost(server);
    }

    public int port() {
        return server.getPort();
    }

    public static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java makes no keys on the curve P-256", e);
        }
    }

    /** In OpenSSH's form, without a comment. */
    public static String publicLine(KeyPair pair) {
        return PublicKeyEntry.toString(pair.getPublic());
    }

    private static boolean isKey(String line, PublicKey key) {
        try {
            var words = line.strip().split("\\s+", 3);
            return words.length >= 2
                    && KeyUtils.compareKeys(
                            PublicKeyEntry.parsePublicKeyEntry(words[0] + " " + words[1])
                                    .resolvePublicKey(null, null, null),
                            key);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            LOG.debug("a line of authorized_keys that is passed over: {}", e.toString());
            return false;
        }
    }

    /** Cuts every connection at once, as a machine does that loses its power. */
    @Override
    public void close() {
        try {
            server.close(true).await();
        } catch (IOException e) {
            LOG.debug("close an SSH server", e);
        }
    }

    private static final class Running implements Command {
        private final String line;
        private final Shell shell;
        private InputStream input = InputStream.nullInputStream();
        private OutputStream output = new ByteArrayOutputStream();
        private OutputStream errors = new ByteArrayOutputStream();
        private ExitCallback exit = (status, message, close) -> {};

        Running(String line, Shell shell) {
            this.line = line;
            this.shell = shell;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            var user = channel.getSession().getUsername();
            Thread.startVirtualThread(() -> {
                int status = 255;
                try {
                    var ended = shell.run(new Asked(user, line, input));
                    output.write(ended.output().getBytes(StandardCharsets.UTF_8));
                    output.flush();
                    errors.write(ended.errors().getBytes(StandardCharsets.UTF_8));
                    errors.flush();
                    status = ended.status();
                } catch (IOException e) {
                    LOG.debug("a command of SSH was cut off: {}", e.toString());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    LOG.warn("the simulated command '{}' failed", line, e);
                } finally {
                    exit.onExit(status);
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
}
