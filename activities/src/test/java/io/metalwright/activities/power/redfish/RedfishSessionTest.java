package io.metalwright.activities.power.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client, against services that are slow, hostile, or merely old. */
@Timeout(60)
class RedfishSessionTest {
    private static final String LIST = "/redfish/v1/Things";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private MockupBmc server;
    private RedfishLogin redfish;

    @BeforeEach
    void start() throws Exception {
        server = MockupBmc.start(SelfSigned.context(folder)).with("/redfish/v1", """
                {"SessionService": {"@odata.id": "/redfish/v1/SessionService"},
                 "Systems": {"@odata.id": "/redfish/v1/Systems"}}""");
        redfish = RedfishLogin.open(CertificatePins.inMemory(), PATIENCE);
    }

    @AfterEach
    void stop() {
        redfish.close();
        server.close();
    }

    private RedfishSession session() {
        return redfish.session(server.address(), MockupBmc.ADMIN);
    }

    @Test
    void aRefusedCredentialIsTriedOnceByAllCallersTogetherAndShowsInNoMessage() {
        var wrong = BmcCredential.of("admin", "wrong-password");
        try (var broker = new BmcBroker(redfish, BmcBroker.IDLE);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 50)
                    .mapToObj(caller ->
                            callers.submit(() -> broker.with(server.address(), wrong, bmc -> bmc.powerState())))
                    .toList();
            for (var answer : answers) {
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(answer::get)
                        .havingCause()
                        .isInstanceOf(BmcFailure.CredentialRefused.class)
                        .withMessageContaining("Base.1.0.InvalidUser")
                        .satisfies(refused -> assertThat(refused.toString()).doesNotContain("wrong-password"));
            }
        }
        assertThat(server.asked()).filteredOn(asked -> asked.startsWith("POST")).hasSize(1);
    }

    @Test
    void whereThereAreNoSessionsEveryRequestCarriesUserAndPassword() {
        server.with("/redfish/v1", "{}");
        server.answering(
                "GET /redfish/v1/Systems",
                (exchange, body) -> MockupBmc.send(
                        exchange,
                        "Basic YWRtaW46czNjcmV0LW9mLXRoZS1CTUM="
                                        .equals(exchange.getRequestHeaders().getFirst("Authorization"))
                                ? 200
                                : 401,
                        "{\"Members\": []}"));
        try (var session = session()) {
            assertThat(session.members("List", "/redfish/v1/Systems")).isEmpty();
        }
        assertThatExceptionOfType(BmcFailure.CredentialRefused.class)
                .isThrownBy(() -> redfish.session(server.address(), BmcCredential.of("admin", "wrong")));
    }

    @Test
    void aListIsReadPageByPage() {
        server.with(LIST, """
                {"Members": [{"@odata.id": "/redfish/v1/Things/1"}], "Members@odata.nextLink": "/redfish/v1/Things?$skip=1"}""");
        server.answering(
                "GET /redfish/v1/Things?$skip=1",
                (exchange, body) ->
                        MockupBmc.send(exchange, 200, "{\"Members\": [{\"@odata.id\": \"/redfish/v1/Things/2\"}]}"));
        try (var session = session()) {
            assertThat(session.members("List", LIST)).containsExactly("/redfish/v1/Things/1", "/redfish/v1/Things/2");
        }
    }

    @Test
    void aListWithoutAnEndIsRefused() {
        server.with(LIST, """
                {"Members": [{"@odata.id": "/redfish/v1/Things/1"}], "Members@odata.nextLink": "/redfish/v1/Things"}""");
        try (var session = session()) {
            assertThatExceptionOfType(BmcFailure.Nonsense.class)
                    .isThrownBy(() -> session.members("List", LIST))
                    .withMessageContaining("has no end");
        }
    }

    @Test
    void membersComeInOneAnswerWhereTheServiceExpandsAndOneByOneWhereItOnlySaysSo() {
        server.with("/redfish/v1", """
                {"SessionService": {"@odata.id": "/redfish/v1/SessionService"},
                 "ProtocolFeaturesSupported": {"ExpandQuery": {"NoLinks": true}}}""");
        server.with(LIST, "{\"Members\": [{\"@odata.id\": \"/redfish/v1/Things/1\"}]}");
        server.with("/redfish/v1/Things/1", "{\"Id\": \"1\", \"Name\": \"from itself\", \"More\": 1}");
        var expanded = "GET /redfish/v1/Things?$expand=.($levels=1)";
        server.answering(expanded, (exchange, body) -> MockupBmc.send(exchange, 200, """
                {"Members": [{"@odata.id": "/redfish/v1/Things/1", "Id": "1", "Name": "from the list"}]}"""));
        try (var session = session()) {
            assertThat(session.collection("List", LIST))
                    .singleElement()
                    .satisfies(thing -> assertThat(thing.text("Name")).contains("from the list"));
        }
        server.answering(
                expanded,
                (exchange, body) ->
                        MockupBmc.send(exchange, 200, "{\"Members\": [{\"@odata.id\": \"/redfish/v1/Things/1\"}]}"));
        try (var session = session()) {
            assertThat(session.collection("List", LIST))
                    .singleElement()
                    .satisfies(thing -> assertThat(thing.text("Name")).contains("from itself"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/redfish/v1/Things/1",
                "https://127.0.0.1:1/redfish/v1/Things/1",
                "https://user@127.0.0.1/redfish",
                "//evil.example/x",
                "http://127.0.0.1/redfish/v1/Things/1",
                "file:///etc/passwd",
                "Things/1",
                "/redfish/../../etc"
            })
    void noLinkLeadsAwayFromTheBmc(String link) {
        server.with(LIST, "{\"Members\": [{\"@odata.id\": \"" + link + "\"}]}");
        try (var session = session()) {
            assertThatExceptionOfType(BmcFailure.Nonsense.class)
                    .isThrownBy(() -> session.collection("List", LIST))
                    .withMessageContaining("not on this BMC");
        }
    }

    @Test
    void aRedirectionOnTheSameBmcIsFollowedAndOneAwayFromItIsNot() {
        server.with("/redfish/v1/Things/1", "{\"Id\": \"1\"}");
        server.answering("GET /redfish/v1/Here", (exchange, body) -> {
            exchange.getResponseHeaders()
                    .set("Location", "https://127.0.0.1:" + server.address().port() + "/redfish/v1/Things/1");
            MockupBmc.send(exchange, 307, "");
        });
        server.answering("GET /redfish/v1/Away", (exchange, body) -> {
            exchange.getResponseHeaders().set("Location", "https://evil.example/");
            MockupBmc.send(exchange, 301, "");
        });
        server.answering("GET /redfish/v1/Round", (exchange, body) -> {
            exchange.getResponseHeaders().set("Location", "/redfish/v1/Round");
            MockupBmc.send(exchange, 302, "");
        });
        try (var session = session()) {
            assertThat(session.read("Read", "/redfish/v1/Here").text("Id")).contains("1");
            assertThatExceptionOfType(BmcFailure.Nonsense.class)
                    .isThrownBy(() -> session.read("Read", "/redfish/v1/Away"))
                    .withMessageContaining("evil.example");
            assertThatExceptionOfType(BmcFailure.Nonsense.class)
                    .isThrownBy(() -> session.read("Read", "/redfish/v1/Round"))
                    .withMessageContaining("without an end");
        }
    }

    @Test
    void answersThatAreNoResourceAreNamed() {
        var deep = "[".repeat(100) + "]".repeat(100);
        var answers = Map.of(
                "html", "<html>Welcome</html>",
                "deep", deep,
                "list", "[1, 2]",
                "half", "{\"Id\": \"1\", ",
                "nothing", "",
                "long", "{\"Id\": \"" + "x".repeat(9 << 20) + "\"}");
        answers.forEach((name, text) ->
                server.answering("GET /redfish/v1/" + name, (exchange, body) -> MockupBmc.send(exchange, 200, text)));
        try (var session = session()) {
            for (var name : answers.keySet()) {
                assertThatExceptionOfType(BmcFailure.Nonsense.class)
                        .as(name)
                        .isThrownBy(() -> session.read("Read", "/redfish/v1/" + name))
                        .withMessageContaining("Read (GET /redfish/v1/" + name + ") of BMC 127.0.0.1:")
                        .satisfies(nonsense -> assertThat(nonsense.getMessage()).hasSizeLessThan(600));
            }
        }
    }

    @Test
    void anAnswerThatDripsIsNotWaitedForForEver() {
        server.answering("GET /redfish/v1/drip", (exchange, body) -> {
            exchange.sendResponseHeaders(200, 1000);
            for (int octet = 0; octet < 1000; octet++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        // So that code and server are warm, and only the answer takes its time.
        session().close();
        try (var hasty = RedfishLogin.open(CertificatePins.inMemory(), Duration.ofSeconds(3));
                var session = hasty.session(server.address(), MockupBmc.ADMIN)) {
            assertThatExceptionOfType(BmcFailure.Unreachable.class)
                    .isThrownBy(() -> session.read("Read", "/redfish/v1/drip"))
                    .withMessageContaining("no whole answer in 3 s");
        }
    }

    @Test
    void aSessionThatIsOverMayBeOpenedAnew() {
        server.answering(
                "GET /redfish/v1/Systems",
                (exchange, body) -> MockupBmc.send(exchange, 401, MockupBmc.error("Base.1.0.NoValidSession", "Gone.")));
        try (var session = session()) {
            assertThatExceptionOfType(BmcFailure.Unreachable.class)
                    .isThrownBy(() -> session.read("Read", "/redfish/v1/Systems"))
                    .withMessageContaining("logs in anew");
        }
    }

    @Test
    void anotherCertificateIsToldNothing() throws Exception {
        int port = server.address().port();
        session().close();
        server.close();
        // Kept connections would hide it.
        var pins = CertificatePins.inMemory();
        try (var first = MockupBmc.start(SelfSigned.context(folder), port)) {
            first.with("/redfish/v1", "{\"SessionService\": {\"@odata.id\": \"/redfish/v1/SessionService\"}}");
            try (var login = RedfishLogin.open(pins, PATIENCE)) {
                login.session(first.address(), MockupBmc.ADMIN).close();
            }
        }
        try (var impostor = MockupBmc.start(SelfSigned.context(folder), port);
                var login = RedfishLogin.open(pins, PATIENCE)) {
            assertThatExceptionOfType(BmcFailure.Stranger.class)
                    .isThrownBy(() -> login.session(impostor.address(), MockupBmc.ADMIN))
                    .withMessageContaining(
                            "showed " + pins.pinned(impostor.address()).orElseThrow());
            assertThat(impostor.asked()).isEmpty();
        }
    }

    @Test
    void nobodyThereIsToldAsThat() {
        var address = server.address();
        server.close();
        assertThatExceptionOfType(BmcFailure.Unreachable.class)
                .isThrownBy(() -> redfish.session(address, MockupBmc.ADMIN))
                .withMessageContaining("Read the service root (GET /redfish/v1/) of BMC 127.0.0.1:" + address.port());
    }
}
