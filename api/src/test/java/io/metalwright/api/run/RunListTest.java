package io.metalwright.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.Runs;
import io.metalwright.api.support.TestApi;
import io.metalwright.api.support.TestMachine;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunListTest {
    private static final TestApi API = TestApi.running();

    private static String power(TestMachine machine, String command) throws InterruptedException {
        var run = API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "power", "machine": "%s", "spec": {"command": "%s"}}""".formatted(machine.id(), command))
                .send()
                .hasStatus(202)
                .text("/id");
        Runs.untilState(API, run, "done");
        return run;
    }

    private static List<String> list(String query) {
        return API.call("GET", "/api/v1/runs?" + query)
                .send()
                .hasStatus(200)
                .json()
                .path("items")
                .valueStream()
                .map(run -> run.path("id").asString())
                .toList();
    }

    @Test
    void theRunsOfAMachineAreListedTheNewestFirstAndOutliveIt() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        var first = power(machine, "on");
        var second = power(machine, "off");

        assertThat(list("machine=" + machine.name())).containsExactly(second, first);
        assertThat(list("machine=" + machine.id() + "&sort=startedAt,asc")).containsExactly(first, second);
        assertThat(list("search=" + machine.name().toUpperCase(Locale.ROOT))).containsExactly(second, first);
        assertThat(list("machine=" + machine.id() + "&state=done&kind=power")).hasSize(2);
        assertThat(list("machine=" + machine.id() + "&state=waiting")).isEmpty();
        assertThat(list("machine=" + machine.id() + "&kind=provision")).isEmpty();

        API.call("DELETE", "/api/v1/machines/" + machine.id()).send().hasStatus(204);

        assertThat(list("machine=" + machine.id())).containsExactly(second, first);
        assertThat(API.call("GET", "/api/v1/runs/" + first).send().text("/machineName"))
                .isEqualTo(machine.name());
    }
}
