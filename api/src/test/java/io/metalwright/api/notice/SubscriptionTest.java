package io.metalwright.api.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.metalwright.api.support.Answer;
import io.metalwright.api.support.Runs;
import io.metalwright.api.support.TestApi;
import io.metalwright.api.support.TestMachine;
import io.metalwright.cmdb.segment.AddressPurpose;
import io.metalwright.cmdb.token.Role;
import io.metalwright.model.SecretReference;
import io.metalwright.model.SiteName;
import io.metalwright.model.network.Ipv4Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class SubscriptionTest {
    private static final TestApi API = TestApi.running();
    private static final SiteName SITE = SiteName.of("default");
    private static final BlockingQueue<String> POSTS = new LinkedBlockingQueue<>();
    private static HttpServer receiver;

    @BeforeAll
    static void receive() throws IOException {
        API.image("notice-debian", 1 << 20);
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            POSTS.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/full") ? 507 : 204, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterAll
    static void hangUp() {
        receiver.stop(0);
    }

    private static Answer subscribe(String name, String path, String more) {
        return API.call("POST", "/api/v1/subscriptions")
                .json("""
                        {"name": "%s", "webhook": {"url": "http://127.0.0.1:%d%s"}%s}""".formatted(name, receiver.getAddress().getPort(), path, more))
                .send()
                .hasStatus(201);
    }

    /** The next post about a run; those about others' are passed over. */
    private static JsonNode nextPost(String run) throws InterruptedException {
        while (true) {
            var body = POSTS.poll(30, TimeUnit.SECONDS);
            assertThat(body).as("a post within 30 s").isNotNull();
            var post = JsonMapper.builder().build().readTree(body);
            if (post.at("/run/id").asString("").equals(run)) {
                return post;
            }
        }
    }

    private static JsonNode delivered(String subscription, String id) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            var row = API.call("GET", "/api/v1/subscriptions/" + subscription + "/deliveries/" + id)
                    .send()
                    .hasStatus(200)
                    .json();
            if (!row.path("state").asString().equals("pending")) {
                return row;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("still pending");
    }

    @Test
    void whoIsInterestedIsToldOfTheRunThatIsDoneAndNobodyElse() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        subscribe("done-hook", "/done", ", \"events\": [\"done\"], \"machines\": [\"" + machine.name() + "\"]");
        subscribe("other-hook", "/other", ", \"kinds\": [\"register\"], \"machines\": [\"" + machine.id() + "\"]");

        var run = Runs.provision(API, machine, "notice-debian");
        Runs.untilState(API, run, "done");

        var post = nextPost(run);
        assertThat(post.path("event").asString()).isEqualTo("done");
        assertThat(post.path("machineName").asString()).isEqualTo(machine.name());
        assertThat(post.at("/run/id").asString()).isEqualTo(run);
        assertThat(post.at("/run/outcome").asString()).startsWith("web1 answers at ");
        assertThat(delivered("done-hook", post.path("id").asString())
                        .path("answer")
                        .asString())
                .isEqualTo("HTTP 204");
        assertThat(API.call("GET", "/api/v1/subscriptions/other-hook/deliveries")
                        .send()
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void aRunThatBeginsToWaitSaysWhatForAndThenThatItWasCancelled() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        var taken = Ipv4Address.of("10.9.203.1");
        API.cmdb()
                .addresses()
                .hold(
                        SITE,
                        taken,
                        AddressPurpose.SYSTEM,
                        TestMachine.register(API.cmdb()).id(),
                        null);
        subscribe("wait-hook", "/wait", ", \"machines\": [\"" + machine.id() + "\"]");

        var run = API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "provision", "machine": "%s", "spec": {"image": "notice-debian", "hostname": "web1",
                         "network": {"address": "%s"}}}""".formatted(machine.id(), taken))
                .send()
                .hasStatus(202)
                .text("/id");
        var waits = nextPost(run);
        assertThat(waits.path("event").asString()).isEqualTo("waiting");
        assertThat(waits.at("/run/waiting/trouble").asString()).contains(taken.value());
        assertThat(waits.at("/run/waiting/advice").asString()).isNotEmpty();

        API.call("POST", "/api/v1/runs/" + run + "/cancel").json("{}").send().hasStatus(200);
        assertThat(nextPost(run).path("event").asString()).isEqualTo("cancelled");
    }

    @Test
    void aReceiverThatRefusesHoldsUpNoRunAndItsAnswerIsKept() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        subscribe("full-hook", "/full", ", \"machines\": [\"" + machine.id() + "\"]");
        var run = Runs.provision(API, machine, "notice-debian");
        Runs.untilState(API, run, "done");
        nextPost(run);

        var test = API.call("POST", "/api/v1/subscriptions/full-hook/test")
                .send()
                .hasStatus(202)
                .text("/id");
        var row = delivered("full-hook", test);
        assertThat(row.path("state").asString()).isEqualTo("failed");
        assertThat(row.path("attempts").asInt()).isEqualTo(1);
        assertThat(row.path("answer").asString()).isEqualTo("HTTP 507");
        assertThat(row.path("trouble").asString()).contains("a 2xx was wanted");
        API.call("DELETE", "/api/v1/subscriptions/full-hook").send().hasStatus(204);
    }

    @Test
    void aNoticeWhoseStartGotLostIsSentLater() throws Exception {
        subscribe("lost-hook", "/lost", "");
        var id = API.cmdb()
                .announcements()
                .test(API.cmdb().subscriptions().find("lost-hook").orElseThrow());
        var later = Instant.now().plusSeconds(1);
        API.bean(NoticeCourier.class).sendForgotten(later, later);
        assertThat(delivered("lost-hook", id).path("state").asString()).isEqualTo("delivered");
        API.call("DELETE", "/api/v1/subscriptions/lost-hook").send().hasStatus(204);
    }

    @Test
    void theKeyIsToldOnceAndGoesWithTheSubscription() {
        var entered = subscribe("key-hook", "/key", ", \"events\": [\"failed\"]");
        var secret = entered.text("/secret");
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        var reference = SecretReference.of("secret:subscription/key-hook/webhook");
        assertThat(API.cmdb().secrets().find(reference)).contains(secret.getBytes(StandardCharsets.UTF_8));

        var read = API.call("GET", "/api/v1/subscriptions/key-hook").send().hasStatus(200);
        assertThat(read.body()).doesNotContain("secret");
        assertThat(API.call("GET", "/api/v1/subscriptions").send().body()).doesNotContain("secret");
        // A change without a secret keeps it.
        API.call("PUT", "/api/v1/subscriptions/key-hook").json("""
                {"webhook": {"url": "https://elsewhere.example/"}, "events": ["failed"]}""").send().hasStatus(200);
        assertThat(API.cmdb().secrets().find(reference)).contains(secret.getBytes(StandardCharsets.UTF_8));

        API.call("DELETE", "/api/v1/subscriptions/key-hook").send().hasStatus(204);
        assertThat(API.cmdb().secrets().find(reference)).isEmpty();
    }

    @Test
    void aPasswordForOneMailServerGoesToNoOther() {
        var letters = """
                {"name": "%s", "events": ["failed"], "email": {"to": ["ada@example.org"], "from": "mw@example.org",
                 "host": "%s", "user": "mw"%s}}""";
        var entered = API.call("POST", "/api/v1/subscriptions")
                .json(letters.formatted("night-shift", "mail.example", ", \"password\": \"letters please\""))
                .send()
                .hasStatus(201);
        assertThat(entered.body()).doesNotContain("letters please");
        assertThat(entered.json().at("/email/port").asInt()).isEqualTo(587);

        API.call("PUT", "/api/v1/subscriptions/night-shift")
                .json(letters.formatted("night-shift", "evil.example", ""))
                .send()
                .hasStatus(200);
        assertThat(API.cmdb().subscriptions().find("night-shift").orElseThrow().channelJson())
                .contains("evil.example")
                .contains("\"password\":null");
        API.call("DELETE", "/api/v1/subscriptions/night-shift").send().hasStatus(204);
    }

    @Test
    void whatCannotBeSentIsRefusedWithTheField() {
        API.call("POST", "/api/v1/subscriptions")
                .json("{\"name\": \"x\", \"webhook\": {\"url\": \"ftp://files.example\"}}")
                .send()
                .isProblem(400, """
                        {"type": "invalid-value", "title": "A value is wrong", "status": 400, "field": "webhook.url",
                         "detail": "'url' is missing or is none that can be posted to: https://hooks.example/metalwright"}""");
        API.call("POST", "/api/v1/subscriptions")
                .json("{\"name\": \"x\"}")
                .send()
                .hasStatus(400);
        API.call("POST", "/api/v1/subscriptions")
                .json("{\"name\": \"x\", \"webhook\": {\"url\": \"http://a.example\"}, \"machines\": [\"nobody\"]}")
                .send()
                .hasStatus(404);
    }

    @Test
    void onlyAdministratorsSeeWhereNoticesGo() {
        API.call("GET", "/api/v1/subscriptions", Role.OPERATOR).send().hasStatus(403);
    }
}
