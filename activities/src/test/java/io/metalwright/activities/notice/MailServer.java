package io.metalwright.activities.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on this host, with a certificate made for it, that keeps the letters it was given. */
final class MailServer implements AutoCloseable {
    static final String USER = "metalwright";
    static final String PASSWORD = "letters please";

    record Letter(String from, String to, String text) {}

    private final KeyStore keys;
    private final List<Letter> letters = new CopyOnWriteArrayList<>();
    private final SMTPServer server;

    private MailServer(Path folder, boolean offersTls, boolean wantsLogin) throws Exception {
        keys = keys(folder);
        var builder = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .simpleMessageListener(new SimpleMessageListener() {
                    @Override
                    public boolean accept(String from, String to) {
                        return true;
                    }

                    @Override
                    public void deliver(String from, String to, InputStream data) throws IOException {
                        letters.add(new Letter(from, to, new String(data.readAllBytes(), StandardCharsets.UTF_8)));
                    }
                });
        if (offersTls) {
            builder = builder.enableTLS().startTlsSocketFactory(context());
        }
        if (wantsLogin) {
            builder = builder.requireAuth()
                    .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                        if (!user.equals(USER) || !password.equals(PASSWORD)) {
                            throw new LoginFailedException();
                        }
                    }));
        }
        server = builder.build();
        server.start();
    }

    static MailServer plain(Path folder) throws Exception {
        return new MailServer(folder, false, false);
    }

    /** Takes letters by STARTTLS from who logs in. */
    static MailServer guarded(Path folder) throws Exception {
        return new MailServer(folder, true, true);
    }

    int port() {
        return server.getPortAllocated();
    }

    List<Letter> letters() {
        return letters;
    }

    /** Knows this server's certificate, and no other one. */
    SSLSocketFactory whoTrustsIt() throws GeneralSecurityException {
        return context().getSocketFactory();
    }

    private SSLContext context() throws GeneralSecurityException {
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static KeyStore keys(Path folder) throws Exception {
        var file = folder.resolve("mail.p12");
        if (!Files.exists(file)) {
            run(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "mail",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "SAN=dns:localhost",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    "changeit",
                    "-keystore",
                    file.toString());
        }
        // A certificate is trusted as one of others, and not beside its own key.
        var store = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
        store.setCertificateEntry("trusted", store.getCertificate("mail"));
        return store;
    }

    private static void run(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
