package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metalwright.activities.power.BmcAddress;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A BMC that pushes its events to those who subscribed, and to nobody else: as the specification has it, and refuses what its version does not know. */
public final class PushingBmc implements AutoCloseable {
    static final String SERVICE = "/redfish/v1/EventService";
    static final String LIST = SERVICE + "/Subscriptions";
    private static final String ROOT = """
            {"RedfishVersion": "1.9.0", "Systems": {"@odata.id": "/redfish/v1/Systems"},
             "EventService": {"@odata.id": "/redfish/v1/EventService"},
             "Links": {"Sessions": {"@odata.id": "/redfish/v1/SessionService/Sessions"}}}""";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, ObjectNode> subscriptions = new ConcurrentSkipListMap<>();
    private final AtomicInteger next = new AtomicInteger(1);
    private final HttpClient http =
            HttpClient.newBuilder().sslContext(trustingAll()).build();
    private final MockupBmc server;

    private PushingBmc(MockupBmc server) {
        this.server = server;
    }

    /** Of the schema's version 1.5, as current BMCs are. */
    public static PushingBmc modern(SSLContext tls) throws IOException {
        return start(
                tls,
                """
                {"@odata.type": "#EventService.v1_5_0.EventService", "ServiceEnabled": true,
                 "EventFormatTypes": ["Event", "MetricReport"], "RegistryPrefixes": ["Base", "ResourceEvent", "TaskEvent"],
                 "Subscriptions": {"@odata.id": "/redfish/v1/EventService/Subscriptions"}}""",
                Set.of(
                        "Destination",
                        "Protocol",
                        "Context",
                        "EventFormatType",
                        "SubscriptionType",
                        "RegistryPrefixes",
                        "DeliveryRetryPolicy",
                        "VerifyCertificate"));
    }

    /** Of the schema's version 1.0, as BMCs of 2016 are. */
    public static PushingBmc old(SSLContext tls) throws IOException {
        return start(tls, """
                {"@odata.type": "#EventService.v1_0_2.EventService", "ServiceEnabled": true,
                 "EventTypesForSubscription": ["StatusChange", "ResourceUpdated", "Alert"],
                 "Subscriptions": {"@odata.id": "/redfish/v1/EventService/Subscriptions"}}""", Set.of("Destination", "Protocol", "Context", "EventTypes"));
    }

    /** One that has no event service. */
    public static PushingBmc without(SSLContext tls) throws IOException {
        var bmc = start(tls, "{}", Set.of());
        bmc.server.with("/redfish/v1", ROOT.replace("\"EventService\"", "\"NoService\""));
        return bmc;
    }

    static PushingBmc start(SSLContext tls, String service, Set<String> known) throws IOException {
        var server = MockupBmc.start(tls)
                .with("/redfish/v1", ROOT)
                .with("/redfish/v1/Systems", """
                        {"Members": [{"@odata.id": "/redfish/v1/Systems/1"}]}""")
                .with("/redfish/v1/Systems/1", """
                        {"@odata.id": "/redfish/v1/Systems/1", "Id": "1", "PowerState": "On", "Status": {"Health": "OK"}}""")
                .with(SERVICE, service);
        var bmc = new PushingBmc(server);
        bmc.list();
        server.answering("POST " + LIST, (exchange, body) -> {
            var wanted = (ObjectNode) JSON.readTree(body);
            var unknown = wanted.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(name -> !known.contains(name))
                    .findFirst();
            if (unknown.isPresent()) {
                MockupBmc.send(exchange, 400, MockupBmc.error("Base.1.0.PropertyUnknown", unknown.get() + "?"));
                return;
            }
            exchange.getResponseHeaders().set("Location", bmc.keep(wanted));
            MockupBmc.send(exchange, 201, "");
        });
        return bmc;
    }

    /** Enters a subscription as somebody else may have. */
    public String keep(ObjectNode subscription) {
        var link = LIST + "/" + next.getAndIncrement();
        server.with(link, subscription.put("@odata.id", link));
        subscriptions.put(link, subscription);
        server.answering("DELETE " + link, (exchange, body) -> {
            lose(link);
            MockupBmc.send(exchange, 204, "");
        });
        list();
        return link;
    }

    /** As by a reset to what it was sold with. */
    public void lose(String link) {
        subscriptions.remove(link);
        server.without(link);
        list();
    }

    private void list() {
        var list = JSON.createObjectNode();
        var members = list.putArray("Members");
        subscriptions.keySet().forEach(link -> members.addObject().put("@odata.id", link));
        server.with(LIST, list);
    }

    public Map<String, ObjectNode> subscriptions() {
        return Map.copyOf(subscriptions);
    }

    public Set<String> destinations() {
        return subscriptions.values().stream()
                .map(each -> each.path("Destination").asText())
                .collect(Collectors.toSet());
    }

    public BmcAddress address() {
        return server.address();
    }

    public List<String> asked() {
        return server.asked();
    }

    MockupBmc server() {
        return server;
    }

    /** @return what each subscriber answered */
    public List<Integer> push(String message) throws Exception {
        var answers = new ArrayList<Integer>();
        for (var destination : destinations()) {
            answers.add(http.send(
                            HttpRequest.newBuilder(URI.create(destination))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(message))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode());
        }
        return answers;
    }

    private static SSLContext trustingAll() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a BMC that was told not to verify the certificate. */
    private static final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
