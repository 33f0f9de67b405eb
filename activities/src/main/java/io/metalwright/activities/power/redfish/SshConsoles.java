package io.metalwright.activities.power.redfish;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.SerialLine;
import io.metalwright.model.power.BmcProtocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.PasswordResponseProvider;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;

/**
 * Opens serial lines by SSH. The user is the one of the Redfish service; the host key that a BMC showed first is the one that counts, as its
 * certificate is.
 */
final class SshConsoles {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int KEEP_ALIVE_SECONDS = 15;

    private final DefaultConfig config = new DefaultConfig();
    private final CertificatePins pins;
    /** What was refused where. Not tried again until a person says so, before the BMC locks the account. */
    private final Map<BmcAddress, BmcCredential> refused = new ConcurrentHashMap<>();

    SshConsoles(CertificatePins pins) {
        this.pins = pins;
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
    }

    /** @param again whether to log in also with a credential that was refused */
    SerialLine open(Server server, BmcCredential credential, boolean again) {
        var console = SerialConsole.of(server);
        var place =
                new BmcAddress(BmcProtocol.REDFISH, server.session().address().host(), console.port());
        if (!again && Objects.equals(refused.get(place), credential)) {
            throw notLetIn(place, credential);
        }
        var client = new SSHClient(config);
        var hostKey = new PinnedHostKey(place, pins);
        try {
            connect(client, place, hostKey);
            logIn(client, credential);
            refused.remove(place);
            return new SshSerialLine(title(place), client, shell(client, console));
        } catch (UserAuthException e) {
            close(client);
            refused.put(place, credential);
            throw notLetIn(place, credential);
        } catch (IOException e) {
            close(client);
            if (e instanceof SSHException ssh
                    && ssh.getDisconnectReason() == DisconnectReason.HOST_KEY_NOT_VERIFIABLE) {
                throw new BmcFailure.Stranger(
                        title(place) + ": it shows the host key " + hostKey.shown()
                                + ", another than the first time. If the BMC was exchanged or set anew, enter it for its machine anew.",
                        e);
            }
            throw new BmcFailure.Unreachable(
                    title(place) + ": " + e.getMessage() + ". See whether SSH is on and this site reaches it.", e);
        }
    }

    private static void connect(SSHClient client, BmcAddress place, PinnedHostKey hostKey) throws IOException {
        client.addHostKeyVerifier(hostKey);
        client.setConnectTimeout(CONNECT_MILLIS);
        client.setTimeout(CONNECT_MILLIS);
        client.getTransport().setTimeoutMs(CONNECT_MILLIS);
        // Before connecting: the thread that asks is started then, or never.
        client.getConnection().getKeepAlive().setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        client.connect(place.host(), place.port());
    }

    private static void logIn(SSHClient client, BmcCredential credential) throws IOException {
        byte[] octets = credential.password();
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(octets));
        char[] password = new char[decoded.remaining()];
        decoded.get(password);
        try {
            logIn(client, credential.user(), password);
        } finally {
            Arrays.fill(octets, (byte) 0);
            Arrays.fill(password, '\0');
            Arrays.fill(decoded.array(), '\0');
        }
    }

    /** Once: a server that takes passwords is not also asked the same password interactively (RFC 4256), which would count as a second attempt. */
    private static void logIn(SSHClient client, String user, char[] password) throws IOException {
        var once = new PasswordFinder() {
            @Override
            public char[] reqPassword(Resource<?> resource) {
                return password.clone();
            }

            @Override
            public boolean shouldRetry(Resource<?> resource) {
                return false;
            }
        };
        try {
            client.auth(user, new AuthPassword(once));
        } catch (UserAuthException e) {
            var allowed = client.getUserAuth().getAllowedMethods();
            if (allowed.contains("password") || !allowed.contains("keyboard-interactive")) {
                throw e;
            }
            client.auth(user, new AuthKeyboardInteractive(new PasswordResponseProvider(once)));
        }
    }

    private static Session.Shell shell(SSHClient client, SerialConsole console) throws IOException {
        var session = client.startSession();
        session.allocatePTY("vt100", 80, 24, 0, 0, Map.of());
        var shell = session.startShell();
        if (console.command().isPresent()) {
            shell.getOutputStream().write((console.command().get() + "\r").getBytes(StandardCharsets.UTF_8));
            shell.getOutputStream().flush();
        }
        return shell;
    }

    private static BmcFailure notLetIn(BmcAddress place, BmcCredential credential) {
        return new BmcFailure.Refused(
                "SSH",
                0,
                title(place) + ": user '" + credential.user() + "', whom Redfish lets in, is not let in by SSH."
                        + " Allow SSH to the user on the BMC; take the console to try again.");
    }

    private static String title(BmcAddress place) {
        return "Serial line by SSH at " + place.host() + ":" + place.port();
    }

    static void close(SSHClient client) {
        try {
            client.close();
        } catch (IOException e) {
            // The other side is gone already, which is what closing is for.
        }
    }
}
