package io.metalwright.api.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.Answer;
import io.metalwright.api.support.Runs;
import io.metalwright.api.support.TestApi;
import io.metalwright.api.support.TestMachine;
import io.metalwright.model.hardware.Device;
import io.metalwright.model.hardware.Memory;
import io.metalwright.model.hardware.OutOfBandReport;
import io.metalwright.model.hardware.SystemFacts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapabilityTest {
    private static final TestApi API = TestApi.running();

    private static Answer list(String... expressions) {
        var query = new StringBuilder("/api/v1/machines?size=500");
        for (var expression : expressions) {
            query.append("&capability=").append(URLEncoder.encode(expression, StandardCharsets.UTF_8));
        }
        return API.call("GET", query.toString()).send();
    }

    private static List<String> names(Answer answer) {
        answer.hasStatus(200);
        return answer.json()
                .path("items")
                .valueStream()
                .map(machine -> machine.path("name").asString())
                .toList();
    }

    private static void hasGpu(TestMachine machine, String model) {
        API.cmdb()
                .inspections()
                .recordOutOfBand(
                        machine.id(),
                        new OutOfBandReport(
                                1,
                                Instant.EPOCH,
                                "Redfish",
                                new SystemFacts(null, null, null, null, null, null),
                                null,
                                null,
                                null,
                                null,
                                List.of(),
                                new Memory(0, List.of()),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(new Device("slot 1", model, null, "10de", "20b0", null, true)),
                                null,
                                List.of(),
                                List.of()));
    }

    @Test
    void machinesAreFoundByWhatTheyAndTheirBmcsTold() {
        var plain = TestMachine.register(API.cmdb());
        var equipped = TestMachine.register(API.cmdb());
        assertThat(names(list("memory_mib:>= 1024"))).contains(plain.name(), equipped.name());

        hasGpu(equipped, "Nonesuch A100");

        assertThat(names(list("gpu_model:<in> nonesuch"))).containsExactly(equipped.name());
        assertThat(names(list("gpu_model:<in> nonesuch", "memory_mib:> 1024"))).isEmpty();
        assertThat(names(list("memory_mib:<range-in> [ 1000 1024 ]", "boot_mode:<or> UEFI <or> BIOS")))
                .contains(plain.name(), equipped.name());
        var hardware = API.call("GET", "/api/v1/machines/" + equipped.name() + "/hardware")
                .send();
        assertThat(hardware.text("/capabilities/gpu_model/0")).isEqualTo("Nonesuch A100");
    }

    @Test
    void whatIsNoExpressionIsNamed() {
        var wrong = list("cores:>= many");
        wrong.hasStatus(400);
        assertThat(wrong.text("/field")).isEqualTo("capability");
        assertThat(wrong.text("/detail")).contains("'many' in '>= many' is no number");
        var unknown = list("horses:> 1");
        unknown.hasStatus(400);
        assertThat(unknown.text("/help")).contains("cores", "gpu_model");
    }

    @Test
    void aRunTakesTheFirstFreeMachineThatCanDoIt() {
        var machine = TestMachine.register(API.cmdb());
        hasGpu(machine, "Allotted H100");
        var body = """
                {"kind": "power", "capabilities": ["gpu_model:<in> %s"], "spec": {"command": "on"}}""";

        var planned = API.call("POST", "/api/v1/runs?dryRun=true")
                .json(body.formatted("allotted"))
                .send();
        planned.hasStatus(200);
        assertThat(planned.text("/machine")).isEqualTo(machine.id().value());

        var none = API.call("POST", "/api/v1/runs")
                .json(body.formatted("nobody-has-this"))
                .send();
        none.hasStatus(409);
        assertThat(none.text("/title")).isEqualTo("No machine is free for this");

        var both = API.call("POST", "/api/v1/runs").json("""
                        {"kind": "power", "machine": "m1", "capabilities": ["cores:> 1"], "spec": {"command": "on"}}""").send();
        both.hasStatus(400);
    }

    @Test
    void aRunWhoseAnswerWasLostIsNotBegunOnAnotherMachine() throws Exception {
        for (var machine : List.of(TestMachine.register(API.cmdb()), TestMachine.register(API.cmdb()))) {
            hasGpu(machine, "Repeated H200");
        }
        var first = startOnRepeated();
        API.cmdb().idempotentAnswers().free("t-admin", "on-any-machine");

        assertThat(startOnRepeated()).isEqualTo(first);
        Runs.untilState(API, first, "done");
    }

    /** @return the run's id */
    private static String startOnRepeated() {
        return API.call("POST", "/api/v1/runs")
                .header("Idempotency-Key", "on-any-machine")
                .json("""
                        {"kind": "power", "capabilities": ["gpu_model:<in> repeated"], "spec": {"command": "cycle"}}""")
                .send()
                .hasStatus(202)
                .text("/id");
    }
}
