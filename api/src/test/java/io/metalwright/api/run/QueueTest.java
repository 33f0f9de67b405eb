package io.metalwright.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.Answer;
import io.metalwright.api.support.Runs;
import io.metalwright.api.support.TestApi;
import io.metalwright.api.support.TestMachine;
import io.metalwright.cmdb.queue.QueueState;
import io.metalwright.cmdb.queue.QueuedRun;
import io.metalwright.cmdb.run.RunFilter;
import io.metalwright.cmdb.segment.AddressPurpose;
import io.metalwright.model.SecretReference;
import io.metalwright.model.SiteName;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.run.RunKind;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.data.domain.PageRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Timeout(90)
class QueueTest {
    private static final TestApi API = TestApi.running();
    private static final String TAKEN = "10.9.203.1";

    @BeforeAll
    static void addressOfAnother() {
        API.image("queue-debian", 1_000_000_000);
        API.cmdb()
                .addresses()
                .hold(
                        SiteName.of("default"),
                        Ipv4Address.of(TAKEN),
                        AddressPurpose.SYSTEM,
                        TestMachine.register(API.cmdb()).id(),
                        null);
    }

    /** A run that waits for a person, and so keeps its machine. */
    private static String waiting(TestMachine machine) throws InterruptedException {
        var run = API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "provision", "machine": "%s",
                         "spec": {"image": "queue-debian", "hostname": "web1", "network": {"address": "%s"}}}""".formatted(machine.id(), TAKEN))
                .send()
                .hasStatus(202)
                .text("/id");
        Runs.untilState(API, run, "waiting");
        return run;
    }

    private static Answer queue(TestMachine machine, String kind, String spec) {
        return API.call("POST", "/api/v1/runs?queue=true")
                .json("""
                        {"kind": "%s", "machine": "%s", "spec": %s}""".formatted(kind, machine.name(), spec))
                .send();
    }

    private static String powerQueued(TestMachine machine, String command) {
        var answer =
                queue(machine, "power", "{\"command\": \"" + command + "\"}").hasStatus(202);
        assertThat(answer.text("/state")).isEqualTo("queued");
        return answer.text("/id");
    }

    private static JsonNode queued(TestMachine machine, String id) {
        return API.call("GET", "/api/v1/machines/" + machine.id() + "/queue/" + id)
                .send()
                .hasStatus(200)
                .json();
    }

    private static JsonNode untilState(TestMachine machine, String id, String state) throws InterruptedException {
        while (true) {
            var json = queued(machine, id);
            if (json.path("state").asString().equals(state)) {
                return json;
            }
            Thread.sleep(50);
        }
    }

    private static void cancel(String run) {
        API.call("POST", "/api/v1/runs/" + run + "/cancel").json("{}").send().hasStatus(200);
    }

    private static Answer take(TestMachine machine, String id) {
        return API.call("DELETE", "/api/v1/machines/" + machine.id() + "/queue/" + id)
                .send();
    }

    @Test
    void runsStartInTheirOrderWhenTheOneBeforeThemWasCancelled() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        var busy = waiting(machine);
        var first = powerQueued(machine, "cycle");
        var second = powerQueued(machine, "off");

        var listed = API.call("GET", "/api/v1/machines/" + machine.name() + "/queue")
                .send()
                .hasStatus(200);
        assertThat(listed.json()
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("summary").asString()))
                .containsExactly("Power cycle " + machine.name(), "Power off " + machine.name());
        assertThat(queued(machine, first).path("requestedBy").asString()).isEqualTo("test-admin");
        API.bean(QueueTurn.class).takeAll(Instant.now());
        assertThat(queued(machine, first).path("state").asString()).isEqualTo("queued");

        cancel(busy);

        var one = Runs.untilState(
                API, untilState(machine, first, "started").path("run").asString(), "done");
        var other = Runs.untilState(
                API, untilState(machine, second, "started").path("run").asString(), "done");
        assertThat(one.path("outcome").asString()).isEqualTo(machine.name() + ": power cycle");
        assertThat(one.path("requestedBy").asString()).isEqualTo("test-admin");
        assertThat(Instant.parse(other.path("startedAt").asString()))
                .isAfterOrEqualTo(Instant.parse(one.path("endedAt").asString()));
    }

    @Test
    void aRunWhoseMachineIsFreeStartsAtOnce() throws Exception {
        var machine = TestMachine.register(API.cmdb());

        var answer = queue(machine, "power", "{\"command\": \"cycle\"}").hasStatus(202);

        assertThat(answer.text("/workflowId")).isEqualTo("machine/" + machine.id());
        assertThat(answer.headers().firstValue("Location")).hasValue("/api/v1/runs/" + answer.text("/id"));
        Runs.untilState(API, answer.text("/id"), "done");
    }

    @Test
    void whoDoesNotQueueDoesNotOvertake() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        var id = "q-" + UUID.randomUUID();
        enter(machine, id, QueueState.STARTING, Instant.now());

        var refused = API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "power", "machine": "%s", "spec": {"command": "off"}}""".formatted(machine.id()))
                .send()
                .hasStatus(409);

        assertThat(refused.text("/detail")).contains("waited for by a run that was queued before");
        API.cmdb().runQueue().move(id, QueueState.STARTING, QueueState.CANCELLED, null, null);
    }

    @Test
    void oneThatIsTakenOutIsNotStartedAndItsSecretsAreForgotten() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        var busy = waiting(machine);
        var id = queue(machine, "adopt", """
                {"address": "10.9.203.9", "password": "hunter2 of the queue"}""").hasStatus(202).text("/id");
        var secret = SecretReference.of(
                API.cmdb().runQueue().find(id).orElseThrow().secretNames().getFirst());
        assertThat(API.cmdb().secrets().find(secret)).isPresent();

        take(machine, id).hasStatus(204);

        assertThat(API.cmdb().secrets().find(secret)).isEmpty();
        assertThat(take(machine, id).hasStatus(409).text("/detail")).isEqualTo("This run is cancelled.");
        cancel(busy);
        Runs.untilState(API, busy, "cancelled");
        API.bean(QueueTurn.class).takeAll(Instant.now());
        assertThat(runsOf(machine)).isEqualTo(1);
    }

    private static long runsOf(TestMachine machine) {
        return API.cmdb()
                .runs()
                .search(new RunFilter(machine.id(), null, null, null), PageRequest.of(0, 9))
                .getTotalElements();
    }

    @Test
    void aRequestThatIsRepeatedUnderItsKeyIsQueuedOnce() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        var busy = waiting(machine);
        var key = UUID.randomUUID().toString();
        var body = "{\"kind\": \"power\", \"machine\": \"%s\", \"spec\": {\"command\": \"cycle\"}}"
                .formatted(machine.id());
        var first = keyed(key, body);
        // As when the API was killed before it could keep its answer.
        API.cmdb().idempotentAnswers().free("t-admin", key);
        var again = keyed(key, body);

        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(API.cmdb().runQueue().ofMachine(machine.id())).hasSize(1);
        cancel(busy);
        Runs.untilState(
                API,
                untilState(machine, first.text("/id"), "started").path("run").asString(),
                "done");
    }

    private static Answer keyed(String key, String body) {
        return API.call("POST", "/api/v1/runs?queue=true")
                .header("Idempotency-Key", key)
                .json(body)
                .send()
                .hasStatus(202);
    }

    @Test
    void whatARunBeforeItMayMendDoesNotHinderOneFromBeingQueued() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        var busy = waiting(machine);

        queue(machine, "provision", "{\"image\": \"nowhere\", \"hostname\": \"web2\"}")
                .hasStatus(422);
        var id = queue(machine, "reinstall", "{}").hasStatus(202).text("/id");
        cancel(busy);

        var refused = untilState(machine, id, "refused");
        assertThat(refused.path("trouble").asString()).startsWith("Nothing is known of what machine");
        take(machine, id).hasStatus(204);
        assertThat(API.cmdb().runQueue().ofMachine(machine.id())).isEmpty();
    }

    @Test
    void oneThatOtherPlansWereAgreedToIsRefusedWhenItsTurnComes() {
        var machine = TestMachine.register(API.cmdb());

        var answer = API.call("POST", "/api/v1/runs?queue=true")
                .json("""
                        {"kind": "power", "machine": "%s", "spec": {"command": "off"}, "planHash": "beef"}""".formatted(machine.id()))
                .send()
                .hasStatus(422);

        assertThat(answer.text("/detail")).startsWith("What would be done now is plan ");
        assertThat(API.cmdb().runQueue().ofMachine(machine.id())).isEmpty();
    }

    @Test
    void oneWhoseStarterDiedBeforeItStartedIsStarted() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        var id = "q-" + UUID.randomUUID();
        enter(machine, id, QueueState.STARTING, Instant.now().minusSeconds(3600));

        Runs.untilState(API, untilState(machine, id, "started").path("run").asString(), "done");

        assertThat(runsOf(machine)).isEqualTo(1);
    }

    @Test
    void oneWhoseStarterDiedAfterItHadStartedIsNotStartedAgain() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        var id = "q-" + UUID.randomUUID();
        var order = API.bean(RunOrders.class)
                .onMachine(
                        RunKind.POWER,
                        API.cmdb().machines().find(machine.id()).orElseThrow(),
                        (ObjectNode) JsonMapper.shared().readTree("{\"command\": \"cycle\"}"),
                        new Passwords(API.cmdb(), machine.id()));
        var run = API.bean(RunStart.class).start(order.asQueued(id), "ada").id();
        Runs.untilState(API, run, "done");
        // Another one came since then.
        Runs.untilState(
                API,
                API.call("POST", "/api/v1/runs")
                        .json("""
                                {"kind": "power", "machine": "%s", "spec": {"command": "off"}}""".formatted(machine.id()))
                        .send()
                        .hasStatus(202)
                        .text("/id"),
                "done");

        enter(machine, id, QueueState.STARTING, Instant.now().minusSeconds(3600));

        assertThat(untilState(machine, id, "started").path("run").asString()).isEqualTo(run);
        assertThat(runsOf(machine)).isEqualTo(2);
    }

    private static void enter(TestMachine machine, String id, QueueState state, Instant at) {
        API.cmdb()
                .runQueue()
                .add(new QueuedRun(
                        id,
                        machine.id(),
                        0,
                        RunKind.POWER,
                        "{\"command\": \"cycle\"}",
                        "Power cycle " + machine.name(),
                        "",
                        null,
                        "ada",
                        state,
                        null,
                        null,
                        at,
                        at));
    }
}
