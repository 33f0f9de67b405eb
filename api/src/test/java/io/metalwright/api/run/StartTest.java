package io.metalwright.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.Runs;
import io.metalwright.api.support.TestApi;
import io.metalwright.api.support.TestMachine;
import io.metalwright.cmdb.segment.AddressPurpose;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.SiteName;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.workflows.SearchAttributes;
import io.metalwright.workflows.WorkflowIds;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class StartTest {
    private static final TestApi API = TestApi.running();

    @BeforeAll
    static void image() {
        API.image("start-debian", 1_000_000_000);
    }

    @Test
    void aProvisioningRunsToItsEnd() throws Exception {
        var machine = TestMachine.register(API.cmdb());

        var answer = API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "provision", "machine": "%s", "spec": {"image": "start-debian", "hostname": "web1"}}""".formatted(machine.name()))
                .send();
        var id = answer.text("/id");

        answer.is(202, """
                        {
                          "id": "%1$s",
                          "workflowId": "machine/%2$s",
                          "kind": "provision",
                          "machine": "%2$s",
                          "machineName": "%3$s",
                          "site": "default",
                          "state": "running",
                          "steps": [],
                          "waiting": null,
                          "outcome": null,
                          "planHash": null,
                          "requestedBy": "test-admin",
                          "progress": null,
                          "startedAt": "%4$s",
                          "endedAt": null,
                          "pause": null,
                          "links": {
                            "temporal": "http://temporal.example:8233/namespaces/%5$s/workflows/machine%%2F%2$s/%1$s/history",
                            "machine": "/api/v1/machines/%2$s"
                          }
                        }""".formatted(
                        id,
                        machine.id(),
                        machine.name(),
                        answer.text("/startedAt"),
                        API.temporal().getNamespace()));
        assertThat(answer.headers().firstValue("Location")).hasValue("/api/v1/runs/" + id);
        var done = Runs.untilState(API, id, "done");
        assertThat(done.path("outcome").asString()).isEqualTo("web1 answers at " + machine.address());
        assertThat(done.path("requestedBy").asString()).isEqualTo("test-admin");
        assertThat(API.cmdb().machines().find(machine.id()).orElseThrow().state())
                .isEqualTo(MachineState.DEPLOYED);
    }

    @Test
    void aRunShowsWhatItIsInTemporal() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        var id = Runs.provision(API, machine, "start-debian");
        Runs.untilState(API, id, "done");

        var described = API.temporal()
                .getWorkflowClient()
                .newUntypedWorkflowStub(WorkflowIds.machine(machine.id()))
                .describe();

        assertThat(described.getStaticSummary())
                .isEqualTo("Provision " + machine.name() + " as web1 with start-debian");
        assertThat(described.getTypedSearchAttributes().get(SearchAttributes.SERIAL))
                .isEqualTo("SN-" + machine.id());
    }

    @Test
    void aMachineIsRegisteredFromItsMac() throws Exception {
        var id =
                API.call("POST", "/api/v1/runs").json("""
                        {"kind": "register", "spec": {"mac": "52:54:00:cc:00:01", "segment": "test-rack"}}""").send().hasStatus(202).text("/id");

        var run = Runs.untilState(API, id, "done");

        assertThat(run.path("workflowId").asString()).isEqualTo("discovery/52:54:00:cc:00:01");
        var machine = API.call("GET", "/api/v1/machines/" + run.path("machine").asString())
                .send();
        assertThat(machine.text("/state")).isEqualTo("available");
        assertThat(machine.text("/macs/0")).isEqualTo("52:54:00:cc:00:01");
    }

    @Test
    void aMachineIsLeftToTheRunThatRegistersIt() {
        var machine = TestMachine.register(API.cmdb());
        var registration = UUID.randomUUID().toString();
        var site = SiteName.of("default");
        var view = new RunView(
                registration,
                WorkflowIds.discovery(machine.mac()),
                RunKind.REGISTER,
                machine.id(),
                site,
                RunState.WAITING,
                List.of(),
                null,
                null,
                null,
                Instant.now(),
                null);
        API.cmdb().runs().enter(view, "test", "{}");
        API.cmdb().machines().recordState(machine.id(), MachineState.REGISTERING, null);

        var refused = API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "power", "machine": "%s", "spec": {"command": "cycle"}}""".formatted(machine.id()))
                .send()
                .hasStatus(409);

        assertThat(refused.text("/type")).endsWith("/machine-busy");
        assertThat(refused.text("/run")).isEqualTo("/api/v1/runs/" + registration);
    }

    @Test
    void aMachineThatHoldsASystemIsNotRegistered() {
        var machine = TestMachine.register(API.cmdb());
        API.cmdb().machines().recordState(machine.id(), MachineState.ADOPTED, null);
        for (var wish :
                List.of("\"machine\": \"" + machine.id() + "\"", "\"spec\": {\"mac\": \"" + machine.mac() + "\"}")) {
            var refused = API.call("POST", "/api/v1/runs")
                    .json("{\"kind\": \"register\", " + wish + "}")
                    .send()
                    .hasStatus(422);
            assertThat(refused.text("/type")).endsWith("/in-use");
            assertThat(refused.text("/help")).isEqualTo("Release it first.");
        }
    }

    @Test
    void powerIsSwitched() throws Exception {
        var machine = TestMachine.register(API.cmdb());

        var id = API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "power", "machine": "%s", "spec": {"command": "cycle"}}""".formatted(machine.id()))
                .send()
                .hasStatus(202)
                .text("/id");

        assertThat(Runs.untilState(API, id, "done").at("/steps/0/evidence").asString())
                .isEqualTo("Power reads on.");
    }

    @Test
    void aMachineIsInspected() throws Exception {
        var machine = TestMachine.register(API.cmdb());

        var id = API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "inspect", "machine": "%s"}""".formatted(machine.id()))
                .send()
                .hasStatus(202)
                .text("/id");

        var run = Runs.untilState(API, id, "done");
        assertThat(run.path("outcome").asString()).startsWith(machine.name() + " was inspected: ");
        assertThat(run.at("/steps/0/evidence").asString()).contains("No disk is touched.");
    }

    @Test
    void aDeployedMachineIsReinstalledOnItsDiskAndReleased() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        run(machine.id(), "provision", """
                {"image": "start-debian", "hostname": "web9"}""");

        var again = run(machine.id(), "reinstall", """
                {"hostname": "web10"}""");
        assertThat(again.at("/steps/1/evidence").asString()).startsWith("The system web9 will be destroyed");
        assertThat(again.path("outcome").asString()).startsWith("web10 answers at ");
        API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "clean", "machine": "%s"}""".formatted(machine.id()))
                .send()
                .hasStatus(422);

        var released = run(machine.id(), "release", "{}");
        assertThat(released.at("/steps/0/evidence").asString())
                .contains("signatures of arrays, partitions and file systems are destroyed");
        var after = API.call("GET", "/api/v1/machines/" + machine.id()).send().hasStatus(200);
        assertThat(after.text("/state")).isEqualTo("available");
        assertThat(API.cmdb().machines().find(machine.id()).orElseThrow().image())
                .isNull();
        assertThat(API.cmdb().addresses().heldBy(machine.id(), AddressPurpose.SYSTEM))
                .isEmpty();
    }

    @Test
    void aMachineThatWasNeverDeployedIsNotReinstalled() {
        API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "reinstall", "machine": "%s"}""".formatted(TestMachine.register(API.cmdb()).id()))
                .send()
                .hasStatus(422);
    }

    @Test
    void aMachineIsCleanedAsItsPrioritiesSay() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        var run = run(machine.id(), "clean", """
                {"priorities": {"wipe-metadata": 99, "erase-disks": 1}, "erase": "overwrite"}""");
        assertThat(run.at("/steps/0/evidence").asString()).contains("every sector is overwritten with zeros");
        assertThat(run.at("/steps/6/name").asString()).isEqualTo("wipe-metadata");
        assertThat(run.at("/steps/7/name").asString()).isEqualTo("erase-disks");
    }

    private static JsonNode run(MachineId machine, String kind, String spec) throws Exception {
        var id = API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "%s", "machine": "%s", "spec": %s}""".formatted(kind, machine, spec))
                .send()
                .hasStatus(202)
                .text("/id");
        return Runs.untilState(API, id, "done");
    }

    /** By IPMI its BIOS cannot be set, and so the wish comes to light where the plan is made. */
    @Test
    void aRunBuildsOnTheHardwareProfileThatItNames() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        API.call("POST", "/api/v1/profiles").json("""
                        {"name": "start-db", "spec": {"bios": {"Sriov": "Enabled", "Turbo": "Enabled"}}}""").send().hasStatus(201);

        var id = API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "provision", "machine": "%s",
                         "spec": {"profile": "start-db", "image": "start-debian", "hostname": "db7", "bios": {"Turbo": "Disabled"}}}""".formatted(machine.id()))
                .send()
                .hasStatus(202)
                .text("/id");
        assertThat(Runs.untilState(API, id, "waiting").at("/waiting/trouble").asString())
                .contains(
                        "BIOS settings are wished for (Sriov=Enabled, Turbo=Disabled), which are set over Redfish alone");
        API.call("POST", "/api/v1/runs/" + id + "/cancel").json("{}").send();
    }

    @Test
    void aRunBuildsOnItsTemplate() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        API.call("POST", "/api/v1/templates").json("""
                        {"name": "start-web", "description": "A web server",
                         "spec": {"image": "start-debian", "users": [{"name": "ops", "sshKeys": [], "sudo": true}]}}""").send().hasStatus(201);

        var id = API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "provision", "machine": "%s", "spec": {"template": "start-web", "hostname": "web7"}}""".formatted(machine.id()))
                .send()
                .hasStatus(202)
                .text("/id");
        Runs.untilState(API, id, "done");

        assertThat(API.site().configured())
                .filteredOn(wish -> wish.machine().equals(machine.id()))
                .singleElement()
                .satisfies(wish -> {
                    assertThat(wish.hostname()).isEqualTo("web7");
                    assertThat(wish.users())
                            .singleElement()
                            .satisfies(user -> assertThat(user.name()).isEqualTo("ops"));
                });
    }
}
