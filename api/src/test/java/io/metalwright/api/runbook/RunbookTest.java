package io.metalwright.api.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.Runs;
import io.metalwright.api.support.TestApi;
import io.metalwright.api.support.TestMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunbookTest {
    private static final TestApi API = TestApi.running();

    private static void enter(String name, String steps) {
        API.call("POST", "/api/v1/runbooks")
                .json("{\"name\": \"%s\", \"steps\": %s}".formatted(name, steps))
                .send()
                .hasStatus(201);
    }

    @Test
    void aRunbookIsEnteredChangedAndDeleted() {
        var entered = API.call("POST", "/api/v1/runbooks").json("""
                        {"name": "disk-swap", "description": "Swap a disk",
                         "steps": [{"do": "power", "name": "off", "command": "soft-off"}, {"do": "ask", "text": "Swap it."}]}""").send();
        entered.is(201, """
                {"name": "disk-swap", "description": "Swap a disk",
                 "steps": [{"do": "power", "name": "off", "command": "soft-off"},
                           {"do": "ask", "name": "ask", "text": "Swap it."}],
                 "createdAt": "%s", "updatedAt": "%s"}""".formatted(entered.text("/createdAt"), entered.text("/updatedAt")));
        var changed =
                API.call("PUT", "/api/v1/runbooks/disk-swap").json("""
                        {"steps": [{"do": "bootos"}, {"do": "script", "where": "bootos", "script": "true"}, {"do": "leave"}]}""").send().hasStatus(200);
        assertThat(changed.text("/steps/1/do")).isEqualTo("script");
        assertThat(API.call("GET", "/api/v1/runbooks/disk-swap").send().text("/steps/1/script"))
                .isEqualTo("true");
        API.call("DELETE", "/api/v1/runbooks/disk-swap").send().hasStatus(204);
        API.call("GET", "/api/v1/runbooks/disk-swap").send().hasStatus(404);
    }

    @Test
    void whatIsWrongWithAListIsTold() {
        var refused = API.call("POST", "/api/v1/runbooks")
                .json("{\"name\": \"bad\", \"steps\": [{\"do\": \"inspect\"}]}")
                .send()
                .hasStatus(400);
        assertThat(refused.text("/detail")).contains("the machine is not in BootOS there");
        API.call("POST", "/api/v1/runbooks")
                .json("{\"name\": \"bad\", \"steps\": [{\"do\": \"firmware\", \"image\": \"nfs://10.0.0.1/f\"}]}")
                .send()
                .hasStatus(400);
        API.call("POST", "/api/v1/runbooks")
                .json("{\"name\": \"bad\", \"steps\": [{\"do\": \"dance\"}]}")
                .send()
                .hasStatus(400);
    }

    @Test
    void aRunGoesThroughTheListAsItWasAtItsStart() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        enter("pinned", "[{\"do\": \"ask\", \"text\": \"Look.\"}, {\"do\": \"power\", \"command\": \"cycle\"}]");
        var run = API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "runbook", "machine": "%s", "spec": {"runbook": "pinned"}}""".formatted(machine.name()))
                .send()
                .hasStatus(202)
                .text("/id");
        assertThat(Runs.untilState(API, run, "waiting").at("/waiting/trouble").asString())
                .isEqualTo("Look.");
        API.call("PUT", "/api/v1/runbooks/pinned")
                .json("{\"steps\": [{\"do\": \"ask\", \"text\": \"Something else.\"}]}")
                .send()
                .hasStatus(200);

        API.call("POST", "/api/v1/runs/" + run + "/retry").json("{}").send().hasStatus(200);

        var done = Runs.untilState(API, run, "done");
        assertThat(done.at("/steps/1/evidence").asString()).isEqualTo("Power reads on.");
    }

    @Test
    void thePlanNamesEveryStepAndChangesWithAScript() {
        var machine = TestMachine.register(API.cmdb());
        var before = planHash(machine, "true");
        assertThat(planHash(machine, "true")).isEqualTo(before);
        assertThat(planHash(machine, "false")).isNotEqualTo(before);
    }

    private static String planHash(TestMachine machine, String script) {
        var plan = API.call("POST", "/api/v1/runs?dryRun=true")
                .json("""
                        {"kind": "runbook", "machine": "%s", "spec": {"runbook": "by-hand", "steps": [
                          {"do": "bootos"}, {"do": "script", "where": "bootos", "script": "%s"}, {"do": "leave"}]}}""".formatted(machine.name(), script))
                .send()
                .hasStatus(200);
        assertThat(plan.json().path("effects").toString()).contains("Step script: Run script 'script' (sha256 ");
        return plan.text("/hash");
    }

    @Test
    void aScriptInTheSystemNeedsALogin() {
        var machine = TestMachine.register(API.cmdb());
        enter("enlist", "[{\"do\": \"script\", \"where\": \"system\", \"script\": \"true\"}]");
        var refused = API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "runbook", "machine": "%s", "spec": {"runbook": "enlist"}}""".formatted(machine.name()))
                .send()
                .hasStatus(400);
        assertThat(refused.text("/detail")).contains("'system' is missing");
        API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "runbook", "machine": "%s", "spec": {"runbook": "nowhere"}}""".formatted(machine.name()))
                .send()
                .hasStatus(422);
    }
}
