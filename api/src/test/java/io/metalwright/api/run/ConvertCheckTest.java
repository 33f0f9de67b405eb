package io.metalwright.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.TestApi;
import io.metalwright.api.support.TestMachine;
import io.metalwright.model.MachineRole;
import io.metalwright.model.MachineState;
import io.metalwright.model.network.Ipv4Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConvertCheckTest {
    private static final TestApi API = TestApi.running();

    private static String wish(TestMachine machine, String more) {
        return """
                {"kind": "convert", "machine": "%s", "spec": {"system": {"password": "hunter2 of a host"}%s}}""".formatted(machine.id(), more);
    }

    @Test
    void onlyAMachineThatHoldsASystemIsConverted() {
        var refused = API.call("POST", "/api/v1/runs")
                .json(wish(TestMachine.register(API.cmdb()), ""))
                .send()
                .hasStatus(422);
        assertThat(refused.text("/help")).isEqualTo("Provision it, or adopt the system that runs on it.");
    }

    @Test
    void thePlanTellsTheStepsAndAMirrorMustBeOne() {
        var machine = TestMachine.register(API.cmdb());
        API.cmdb()
                .machines()
                .recordDeployment(machine.id(), "kvm1", Ipv4Address.of("10.9.204.1"), "debian", "Debian 12");
        var plan = API.call("POST", "/api/v1/runs?dryRun=true")
                .json(wish(machine, ""))
                .send()
                .hasStatus(200);
        assertThat(plan.json()
                        .path("steps")
                        .valueStream()
                        .map(step -> step.path("name").asString()))
                .containsExactly("host-key", "inspect", "packages", "service", "proof", "record");
        API.call("POST", "/api/v1/runs?dryRun=true")
                .json(wish(machine, ", \"mirror\": \"http://x/'; rm -rf /; '\""))
                .send()
                .hasStatus(400);
    }

    @Test
    void theRoleOfAMachineIsToldUntilItIsInstalledAnew() {
        var machine = TestMachine.register(API.cmdb());
        API.cmdb().machines().recordRole(machine.id(), MachineRole.KVM_HOST);
        var path = "/api/v1/machines/" + machine.id();
        assertThat(API.call("GET", path).send().text("/role")).isEqualTo("kvm-host");
        API.cmdb().machines().recordRelease(machine.id());
        assertThat(API.call("GET", path).send().text("/role")).isEqualTo("plain");
        assertThat(API.call("GET", path).send().text("/state")).isEqualTo(MachineState.AVAILABLE.word());
    }
}
