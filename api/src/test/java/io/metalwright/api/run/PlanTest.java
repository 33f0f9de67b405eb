package io.metalwright.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.Answer;
import io.metalwright.api.support.Runs;
import io.metalwright.api.support.TestApi;
import io.metalwright.api.support.TestMachine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run would do, told before it does anything. */
@Timeout(60)
class PlanTest {
    private static final TestApi API = TestApi.running();

    @BeforeAll
    static void images() {
        API.image("plan-debian", 1_000_000_000);
        API.image("plan-other", 1_000_000_001);
    }

    private static String wish(TestMachine machine, String image, String more) {
        return """
                {"kind": "provision", "machine": "%s", "spec": {"image": "%s", "hostname": "web1"}%s}""".formatted(machine.id(), image, more);
    }

    private static Answer plan(String wish) {
        return API.call("POST", "/api/v1/runs?dryRun=true").json(wish).send();
    }

    private static Answer start(String wish) {
        return API.call("POST", "/api/v1/runs").json(wish).send();
    }

    private static String stateOf(TestMachine machine) {
        return API.call("GET", "/api/v1/machines/" + machine.id()).send().text("/state");
    }

    @Test
    void aPlanNamesDisksImageAndAddressAndNothingHappens() throws Exception {
        var machine = TestMachine.register(API.cmdb());

        var plan = plan(wish(machine, "plan-debian", "")).hasStatus(200).json();

        assertThat(plan.path("effects").valueStream().map(effect -> effect.asString()))
                .anySatisfy(effect -> assertThat(effect)
                        .startsWith("All data on the disk with serial ")
                        .endsWith(" is erased."))
                .anySatisfy(effect ->
                        assertThat(effect).startsWith("Image plan-debian (").contains("is written to it"))
                .anySatisfy(effect -> assertThat(effect).startsWith("It becomes web1 at 10.9."));
        assertThat(plan.at("/details/disks/0/serial").isString()).isTrue();
        assertThat(plan.path("steps")
                        .valueStream()
                        .map(step -> step.path("name").asString()))
                .startsWith("plan", "boot-plan")
                .contains("image");
        assertThat(plan.path("hash").asString()).hasSize(64);
        assertThat(stateOf(machine)).isEqualTo("available");
        assertThat(API.call("GET", "/api/v1/runs?machine=" + machine.id())
                        .send()
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        // The same wish gives the same plan, and the run that is started does that and nothing else.
        assertThat(plan(wish(machine, "plan-debian", "")).text("/hash"))
                .isEqualTo(plan.path("hash").asString());
        var id = start(wish(
                        machine,
                        "plan-debian",
                        ", \"planHash\": \"" + plan.path("hash").asString() + "\""))
                .hasStatus(202)
                .text("/id");
        var done = Runs.untilState(API, id, "done");
        assertThat(done.path("planHash").asString()).isEqualTo(plan.path("hash").asString());
        var kept = API.call("GET", "/api/v1/runs/" + id + "/plan")
                .send()
                .hasStatus(200)
                .json();
        assertThat(kept.path("effects")).isEqualTo(plan.path("effects"));
        assertThat(kept.path("hash")).isEqualTo(plan.path("hash"));
    }

    @Test
    void aStartWithAPlanThatIsNoneAnyMoreIsRefusedWithTheNewOne() {
        var machine = TestMachine.register(API.cmdb());
        var hash = plan(wish(machine, "plan-debian", "")).hasStatus(200).text("/hash");

        var refused = start(wish(machine, "plan-other", ", \"planHash\": \"" + hash + "\""))
                .hasStatus(409)
                .json();

        assertThat(refused.path("type").asString()).endsWith("/other-plan");
        assertThat(refused.path("detail").asString()).contains("Image plan-other");
        assertThat(stateOf(machine)).isEqualTo("available");
    }

    @Test
    void whatCannotBePlannedIsRefusedWithTheReasonAndWhatWouldHelp() {
        var machine = TestMachine.register(API.cmdb());
        var refused = plan("""
                {"kind": "provision", "machine": "%s",
                 "spec": {"image": "plan-debian", "hostname": "web1", "network": {"address": "10.9.0.1"}}}""".formatted(machine.id())).hasStatus(422).json();
        assertThat(refused.path("type").asString()).endsWith("/no-plan");
        assertThat(refused.path("detail").asString())
                .isEqualTo("The address 10.9.0.1 is the gateway of segment 'test-rack'.");
        assertThat(refused.path("help").asString()).isEqualTo("Retry with another 'network.address'.");
    }

    @Test
    void whatIsPutIntoTheSystemIsPartOfWhatIsAgreedTo() {
        var machine = TestMachine.register(API.cmdb());
        var plan = plan(contents(machine, "Welcome.", "true", "pass one"));
        assertThat(plan.json().path("effects").valueStream().map(effect -> effect.asString()))
                .anySatisfy(effect -> assertThat(effect)
                        .isEqualTo("Account ops may log in with 1 key and a password, and become root."))
                .anySatisfy(effect -> assertThat(effect).startsWith("File /etc/motd is written (sha256 "))
                .anySatisfy(
                        effect -> assertThat(effect).startsWith("A script is run in the installed system (sha256 "));
        var hash = plan.text("/hash");
        // A password is told to nobody, so that it cannot make another plan.
        assertThat(plan(contents(machine, "Welcome.", "true", "pass two")).text("/hash"))
                .isEqualTo(hash);
        assertThat(plan(contents(machine, "Go away.", "true", "pass one")).text("/hash"))
                .isNotEqualTo(hash);
        assertThat(plan(contents(machine, "Welcome.", "false", "pass one")).text("/hash"))
                .isNotEqualTo(hash);
    }

    private static String contents(TestMachine machine, String motd, String script, String password) {
        return """
                {"kind": "provision", "machine": "%s", "spec": {"image": "plan-debian", "hostname": "web1",
                 "users": [{"name": "ops", "sshKeys": ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA ops"], "password": "%s", "sudo": true}],
                 "files": [{"path": "/etc/motd", "content": "%s"}], "postInstall": "%s"}}""".formatted(machine.id(), password, motd, script);
    }

    @Test
    void everyKindOfRunTellsItsPlan() {
        var machine = TestMachine.register(API.cmdb());
        var power = plan("""
                {"kind": "power", "machine": "%s", "spec": {"command": "cycle"}}""".formatted(machine.id())).hasStatus(200).json();
        assertThat(power.path("effects").valueStream().map(effect -> effect.asString()))
                .singleElement()
                .satisfies(effect -> assertThat(effect).startsWith("Power cycle on "));
        var inspect = plan("""
                {"kind": "inspect", "machine": "%s"}""".formatted(machine.id())).hasStatus(200).json();
        assertThat(inspect.path("effects").valueStream().map(effect -> effect.asString()))
                .contains("No disk is touched.");
        assertThat(power.path("hash")).isNotEqualTo(inspect.path("hash"));
        assertThat(plan("""
                {"kind": "register", "spec": {"mac": "52:54:00:ab:cd:01"}}""").hasStatus(200).text("/effects/0")).isEqualTo("Enter the machine on 52:54:00:ab:cd:01.");
        assertThat(stateOf(machine)).isEqualTo("available");
    }
}
