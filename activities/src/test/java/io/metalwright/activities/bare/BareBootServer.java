package io.metalwright.activities.bare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.metalwright.model.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What one machine in BootOS, and the system that it gets, talk to: docs/contracts.md, sections 1, 2 and 4. */
final class BareBootServer implements AutoCloseable {
    /** This host, as QEMU's user network shows it to the machine. */
    private static final String HOST = "10.0.2.2";

    static final String TOKEN = "one-boot-token-of-forty-three-characters-00";

    record Ready(String authorization, JsonNode body) {}

    final BlockingQueue<JsonNode> announcements = new LinkedBlockingQueue<>();
    final BlockingQueue<Ready> ready = new LinkedBlockingQueue<>();

    private final Path images;
    private final String authorizedKey;
    private final String certificate;
    private final HttpServer http;
    private final HttpsServer https;

    /** @param images the image store's folder */
    BareBootServer(Path folder, Path images, String authorizedKey)
            throws IOException, InterruptedException, GeneralSecurityException {
        this.images = images;
        this.authorizedKey = authorizedKey;
        var store = keyStore(folder.resolve("server.p12"));
        certificate = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(store.getCertificate("server").getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        http = HttpServer.create(anyPort(), 0);
        https = HttpsServer.create(anyPort(), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls(store)));
        for (var server : new HttpServer[] {http, https}) {
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::answer);
            server.start();
        }
    }

    /** What a machine's kernel is told. */
    String commandLine(String mac) {
        return "console=ttyS0,115200n8 quiet metalwright.url=https://" + HOST + ":"
                + https.getAddress().getPort() + " metalwright.http=http://" + HOST + ":"
                + http.getAddress().getPort() + " metalwright.ca=" + "sha256:"
                + Sha256.sumOf(certificate).hex() + " metalwright.token=" + TOKEN + " metalwright.mac=" + mac;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = exchange.getRequestBody().readAllBytes();
            if (path.equals("/ca.pem")) {
                send(exchange, 200, certificate.getBytes(StandardCharsets.UTF_8));
            } else if (path.startsWith("/images/chunks/")) {
                var sum = path.substring("/images/chunks/".length());
                send(exchange, 200, Files.readAllBytes(images.resolve("chunks/" + sum.substring(0, 2) + "/" + sum)));
            } else if (path.equals("/agent/v1/announce")) {
                announcements.add(new ObjectMapper().readTree(body));
                send(exchange, 200, work("\"session\":\"one\",\"pollSeconds\":60,"));
            } else if (path.equals("/agent/v1/work")) {
                Thread.sleep(55_000);
                send(exchange, 200, work("\"action\":\"stay\","));
            } else if (path.equals("/agent/v1/os-ready")) {
                ready.add(new Ready(
                        exchange.getRequestHeaders().getFirst("Authorization"), new ObjectMapper().readTree(body)));
                exchange.sendResponseHeaders(204, -1);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] work(String more) {
        return ("{" + more + "\"wanted\":true,\"authorizedKeys\":[\"" + authorizedKey + "\"]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** A certificate that is its own authority. */
    private static KeyStore keyStore(Path file) throws IOException, InterruptedException, GeneralSecurityException {
        Programs.run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=boot",
                "-ext",
                "san=ip:" + HOST,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit");
        return KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
    }

    private static SSLContext tls(KeyStore store) throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, "changeit".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() {
        http.stop(0);
        https.stop(0);
    }
}
