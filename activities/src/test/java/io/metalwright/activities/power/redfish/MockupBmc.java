package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.model.power.BmcProtocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Answers from a tree of resources, as DMTF's mock-up server does: lets one user in, and takes changes of what is there. */
public final class MockupBmc implements AutoCloseable {
    public static final BmcCredential ADMIN = BmcCredential.of("admin", "s3cret-of-the-BMC");
    private static final String TOKEN = "token-of-this-session";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What answers in place of the tree. */
    @FunctionalInterface
    interface Answering {
        void answer(HttpExchange exchange, String body) throws IOException;
    }

    private final HttpsServer server;
    private final Map<String, JsonNode> tree = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Answering> special = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private MockupBmc(HttpsServer server) {
        this.server = server;
    }

    static MockupBmc start(SSLContext tls) throws IOException {
        return start(tls, 0);
    }

    static MockupBmc start(SSLContext tls, int port) throws IOException {
        var server = HttpsServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var bmc = new MockupBmc(server);
        server.createContext("/", bmc::handle);
        server.start();
        return bmc;
    }

    public BmcAddress address() {
        return new BmcAddress(
                BmcProtocol.REDFISH, "127.0.0.1", server.getAddress().getPort());
    }

    MockupBmc with(String path, String json) {
        return with(path, read(json));
    }

    MockupBmc with(String path, JsonNode json) {
        tree.put(key(path), json);
        return this;
    }

    MockupBmc without(String path) {
        tree.remove(key(path));
        return this;
    }

    /** @param request such as {@code POST /redfish/v1/Systems/1/Actions/ComputerSystem.Reset} */
    MockupBmc answering(String request, Answering answering) {
        special.put(request, answering);
        return this;
    }

    /** Such as {@code GET /redfish/v1/}, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    Set<String> paths() {
        return tree.keySet();
    }

    JsonNode resource(String path) {
        var found = tree.get(key(path));
        if (found == null) {
            throw new AssertionError("no " + path);
        }
        return found;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var query = exchange.getRequestURI().getRawQuery();
            var request = exchange.getRequestMethod() + " "
                    + exchange.getRequestURI().getRawPath() + (query == null ? "" : "?" + query);
            asked.add(request);
            var answering = special.get(request);
            if (answering != null) {
                answering.answer(exchange, body);
            } else {
                answer(exchange, body);
            }
        }
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        var path = key(exchange.getRequestURI().getPath());
        var method = exchange.getRequestMethod();
        if (method.equals("POST") && path.endsWith("/Sessions")) {
            logIn(exchange, body);
            return;
        }
        if (!path.equals("/redfish/v1")
                && !TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Auth-Token"))) {
            send(exchange, 401, error("Base.1.0.NoValidSession", "There is no valid session."));
            return;
        }
        var found = tree.get(path);
        if (method.equals("DELETE")) {
            send(exchange, 204, "");
        } else if (found == null) {
            send(exchange, 404, error("Base.1.0.ResourceMissingAtURI", "There is no such resource."));
        } else if (method.equals("PATCH") && found instanceof ObjectNode resource) {
            merge(resource, (ObjectNode) read(body));
            send(exchange, 200, resource.toString());
        } else {
            send(exchange, 200, found.toString());
        }
    }

    private static void logIn(HttpExchange exchange, String body) throws IOException {
        var said = read(body);
        byte[] password = ADMIN.password();
        if (said.path("UserName").asText().equals(ADMIN.user())
                && said.path("Password").asText().equals(new String(password, StandardCharsets.UTF_8))) {
            exchange.getResponseHeaders().set("X-Auth-Token", TOKEN);
            exchange.getResponseHeaders().set("Location", "/redfish/v1/SessionService/Sessions/7");
            send(exchange, 201, "{\"Id\": \"7\"}");
        } else {
            send(
                    exchange,
                    401,
                    error("Base.1.0.InvalidUser", "No " + said.path("Password").asText()));
        }
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    static String error(String id, String message) {
        return JSON.createObjectNode()
                .set(
                        "error",
                        JSON.createObjectNode()
                                .put("code", "Base.1.0.GeneralError")
                                .set(
                                        "@Message.ExtendedInfo",
                                        JSON.createArrayNode()
                                                .add(JSON.createObjectNode()
                                                        .put("MessageId", id)
                                                        .put("Message", message))))
                .toString();
    }

    private static void merge(ObjectNode into, ObjectNode change) {
        change.properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode inner && into.get(entry.getKey()) instanceof ObjectNode there) {
                merge(there, inner);
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(String path) {
        return path.replaceAll("/+$", "");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
