package io.metalwright.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.Answer;
import io.metalwright.api.support.Runs;
import io.metalwright.api.support.TestApi;
import io.metalwright.api.support.TestMachine;
import io.metalwright.cmdb.segment.AddressPurpose;
import io.metalwright.cmdb.token.Role;
import io.metalwright.model.SecretReference;
import io.metalwright.model.SiteName;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.workflows.WorkflowIds;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class SteerTest {
    private static final TestApi API = TestApi.running();
    private static final String TAKEN = "10.9.202.1";

    @BeforeAll
    static void addressOfAnother() {
        API.image("steer-debian", 1_000_000_000);
        var holder = TestMachine.register(API.cmdb());
        API.cmdb()
                .addresses()
                .hold(SiteName.of("default"), Ipv4Address.of(TAKEN), AddressPurpose.SYSTEM, holder.id(), null);
    }

    /** A run that waits at its first step, since the address it was asked for is another machine's. */
    private static String waiting(TestMachine machine) throws InterruptedException {
        var id = API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "provision", "machine": "%s",
                         "spec": {"image": "steer-debian", "hostname": "web1", "network": {"address": "%s"}}}""".formatted(machine.id(), TAKEN))
                .send()
                .hasStatus(202)
                .text("/id");
        Runs.untilState(API, id, "waiting");
        return id;
    }

    private static Answer tell(String run, String word, String body) {
        return API.call("POST", "/api/v1/runs/" + run + "/" + word).json(body).send();
    }

    @Test
    void aRetryWithAChangeGoesOn() throws Exception {
        var run = waiting(TestMachine.register(API.cmdb()));

        tell(run, "retry", """
                {"change": {"/network/address": "10.9.202.2"}, "reason": "that one is taken"}""").hasStatus(200);

        assertThat(Runs.untilState(API, run, "done").path("outcome").asString())
                .isEqualTo("web1 answers at 10.9.202.2");
        assertThat(API.call("GET", "/api/v1/runs/" + run + "/log")
                        .send()
                        .json()
                        .path("items")
                        .valueStream())
                .anySatisfy(line -> {
                    assertThat(line.path("who").asString()).isEqualTo("test-admin");
                    assertThat(line.path("text").asString())
                            .isEqualTo("retry with a change of /network/address to 10.9.202.2: that one is taken");
                });
    }

    private static JsonNode read(String path) {
        return API.call("GET", path).send().hasStatus(200).json();
    }

    @Test
    void aRetryWithAnImageByItsAddressImportsItFirst() throws Exception {
        var run = waiting(TestMachine.register(API.cmdb()));
        var before = read("/api/v1/runs/" + run).path("planHash");

        tell(run, "retry", """
                {"change": {"/image": "https://images.example/12/other.qcow2?arch=amd64", "/network/address": "10.9.202.4"}}""").hasStatus(200);

        var done = Runs.untilState(API, run, "done");
        var plan = read("/api/v1/runs/" + run + "/plan");
        var name = plan.at("/details/image/name").asString();
        assertThat(name).matches("other\\.qcow2-[0-9a-f]{8}");
        assertThat(read("/api/v1/images/" + name).path("source").asString())
                .isEqualTo("https://images.example/12/other.qcow2?arch=amd64");
        assertThat(done.path("planHash")).isNotEqualTo(before).isEqualTo(plan.path("hash"));
    }

    @Test
    void aChangeToWhatIsNotThereIsRefusedByThePlanAndTheRunGoesOnWithoutIt() throws Exception {
        var machine = TestMachine.register(API.cmdb(), TestMachine.REFUSED_USER);
        API.site().off(machine.id());
        var run = Runs.provision(API, machine, "steer-debian");
        Runs.untilState(API, run, "waiting");

        for (var change : List.of(
                "{\"/image\": \"nobody-has-it\"}",
                "{\"/disks\": {\"raid\": \"none\", \"serials\": [\"nobody-has-it\"]}}",
                "{\"/network/address\": \"" + TAKEN + "\"}")) {
            tell(run, "retry", "{\"change\": " + change + "}").hasStatus(200);
            assertThat(Runs.untilState(API, run, "waiting")
                            .at("/waiting/trouble")
                            .asString())
                    .containsAnyOf("nobody-has-it", "is held by machine");
        }
        tell(run, "retry", """
                {"change": {"/image": "ftp://images.example/a.raw"}}""").isProblem(400, """
                {
                  "type": "invalid-value",
                  "title": "A value is wrong",
                  "status": 400,
                  "detail": "'url' is missing, or does not begin with http:// or https://",
                  "field": "change./image"
                }""");
        tell(run, "cancel", "{}").hasStatus(200);
        Runs.untilState(API, run, "cancelled");
    }

    @Test
    void aRetryWithTheRightBmcGoesOnAndTheMachineKeepsIt() throws Exception {
        var machine = TestMachine.register(API.cmdb(), TestMachine.REFUSED_USER);
        API.site().off(machine.id());
        var run = Runs.provision(API, machine, "steer-debian");
        Runs.untilState(API, run, "waiting");

        tell(run, "retry", """
                {"change": {"/bmc/user": "operator", "/bmc/password": "another one 4711"}}""").hasStatus(200);

        Runs.untilState(API, run, "done");
        var bmc = Objects.requireNonNull(
                API.cmdb().machines().find(machine.id()).orElseThrow().bmc());
        assertThat(bmc.user()).isEqualTo("operator");
        assertThat(API.cmdb().secrets().find(bmc.password())).isPresent();
        assertThat(read("/api/v1/runs/" + run + "/log").toString())
                .contains("retry with a change of /bmc/password, /bmc/user to operator")
                .doesNotContain("4711");
        var execution = API.temporal().getWorkflowClient().fetchHistory(WorkflowIds.machine(machine.id()), run);
        assertThat(execution.toJson(false)).doesNotContain("4711");
    }

    @Test
    void anOperatorSendsNoKeptPasswordToAnotherBmc() throws Exception {
        var machine = TestMachine.register(API.cmdb(), TestMachine.REFUSED_USER);
        API.site().off(machine.id());
        var run = Runs.provision(API, machine, "steer-debian");
        Runs.untilState(API, run, "waiting");
        var before = API.cmdb().machines().find(machine.id()).orElseThrow().bmc();
        var kept = SecretReference.of("secret:machine/" + machine.id() + "/0011223344556677");
        API.cmdb().secrets().put(kept, "of an earlier run");

        for (var change : List.of(
                "\"/bmc/address\": \"10.66.6.6\"",
                "\"/bmc/port\": 6623",
                "\"/bmc/address\": \"10.66.6.6\", \"/bmc/password\": \"" + kept.value() + "\"")) {
            API.call("POST", "/api/v1/runs/" + run + "/retry", Role.OPERATOR)
                    .json("{\"change\": {" + change + "}}")
                    .send()
                    .isProblem(400, """
                            {
                              "type": "invalid-value",
                              "title": "A value is wrong",
                              "status": 400,
                              "detail": "The password that is kept is sent to no other address, port or protocol.",
                              "field": "change./bmc/password",
                              "help": "Send the BMC's password too; or ask an administrator, who may leave it out."
                            }""");
        }
        assertThat(API.cmdb().machines().find(machine.id()).orElseThrow().bmc()).isEqualTo(before);

        API.call("POST", "/api/v1/runs/" + run + "/retry", Role.OPERATOR)
                .json("""
                        {"change": {"/bmc/address": "10.66.6.7", "/bmc/user": "operator", "/bmc/password": "another"}}""")
                .send()
                .hasStatus(200);
        Runs.untilState(API, run, "done");
    }

    @Test
    void whatTheRunRefusesIsAnsweredInItsOwnWords() throws Exception {
        var run = waiting(TestMachine.register(API.cmdb()));

        tell(run, "skip", "{}").isProblem(409, """
                {
                  "type": "does-not-fit",
                  "title": "The run cannot do that now",
                  "status": 409,
                  "detail": "The step 'plan' cannot be skipped: what follows needs its effect. Retry or cancel."
                }""");
        tell(run, "retry", """
                {"step": "image"}""").isProblem(409, """
                {
                  "type": "does-not-fit",
                  "title": "The run cannot do that now",
                  "status": 409,
                  "detail": "This run waits at 'plan' and not at 'image'."
                }""");
        tell(run, "retry", """
                {"change": {"/machine": "m-other0001"}}""").isProblem(409, """
                {
                  "type": "does-not-fit",
                  "title": "The run cannot do that now",
                  "status": 409,
                  "detail": "'/machine' cannot be changed in a run"
                }""");
        tell(run, "cancel", """
                {"change": {"/image": "x"}}""").isProblem(400, """
                {
                  "type": "invalid-value",
                  "title": "A value is wrong",
                  "status": 400,
                  "detail": "Only 'retry' takes a change.",
                  "field": "change"
                }""");
        tell(run, "cancel", """
                {"why": "no reason"}""").isProblem(400, """
                {
                  "type": "unknown-field",
                  "title": "A field is unknown",
                  "status": 400,
                  "detail": "There is no field 'why'.",
                  "field": "why",
                  "help": "Known here: change, reason, step."
                }""");
        tell(run, "cancel", "{}").hasStatus(200);
        Runs.untilState(API, run, "cancelled");
    }

    @Test
    void aRunThatIsOverTakesNoWords() throws Exception {
        var run = waiting(TestMachine.register(API.cmdb()));
        API.call("POST", "/api/v1/runs/" + run + "/cancel").send().hasStatus(200);
        Runs.untilState(API, run, "cancelled");

        tell(run, "retry", "{}").isProblem(409, """
                {
                  "type": "over",
                  "title": "The run is over",
                  "status": 409,
                  "detail": "This run is cancelled and takes no more words."
                }""");
    }

    @Test
    void aCancelledRunTellsWhoCancelledItAndFreesTheMachine() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        var run = waiting(machine);

        tell(run, "cancel", """
                {"reason": "wrong machine"}""").hasStatus(200);

        assertThat(Runs.untilState(API, run, "cancelled").path("outcome").asString())
                .isEqualTo("Cancelled before anything was written: the machine is available as before.");
        assertThat(API.call("GET", "/api/v1/machines/" + machine.id()).send().text("/state"))
                .isEqualTo("available");
        Runs.untilState(API, Runs.provision(API, machine, "steer-debian"), "done");
    }

    @Test
    void aPausedRunGoesOnWhenItIsResumed() throws Exception {
        var run = waiting(TestMachine.register(API.cmdb()));

        tell(run, "pause", """
                {"reason": "change freeze"}""").hasStatus(200);
        tell(run, "retry", """
                {"change": {"/network/address": "10.9.202.3"}}""").hasStatus(200);

        var paused = Runs.untilState(API, run, "paused");
        assertThat(paused.at("/pause/who").asString()).isEqualTo("test-admin");
        assertThat(paused.at("/pause/reason").asString()).isEqualTo("change freeze");
        tell(run, "pause", "{}").isProblem(409, """
                {
                  "type": "does-not-fit",
                  "title": "The run cannot do that now",
                  "status": 409,
                  "detail": "This run is paused already."
                }""");
        tell(run, "resume", "{}").hasStatus(200);
        assertThat(Runs.untilState(API, run, "done").path("pause").isNull()).isTrue();
    }
}
