package io.metalwright.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.metalwright.api.support.Answer;
import io.metalwright.api.support.Runs;
import io.metalwright.api.support.TestApi;
import io.metalwright.api.support.TestMachine;
import io.metalwright.model.SecretReference;
import io.metalwright.workflows.WorkflowIds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PasswordsTest {
    private static final TestApi API = TestApi.running();
    private static final String PLAIN = "correct horse battery staple";

    @BeforeAll
    static void image() {
        API.image("secret-debian", 1_000_000_000);
    }

    private static String spec(String password) {
        return """
                {"image": "secret-debian", "hostname": "web1", "users": [{"name": "ops", "password": "%s"}]}""".formatted(password);
    }

    private static Answer start(TestMachine machine, String spec) {
        return API.call("POST", "/api/v1/runs")
                .json("""
                        {"kind": "provision", "machine": "%s", "spec": %s}""".formatted(machine.id(), spec))
                .send();
    }

    @Test
    void aPlainPasswordReachesNoHistoryAndNoRow() throws Exception {
        var machine = TestMachine.register(API.cmdb());

        var run = start(machine, spec(PLAIN)).hasStatus(202).text("/id");
        Runs.untilState(API, run, "done");

        var history = API.temporal()
                .getWorkflowClient()
                .fetchHistory(WorkflowIds.machine(machine.id()), run)
                .toJson(false);
        var texts =
                Arrays.stream(history.split("\"")).map(PasswordsTest::decoded).toList();
        assertThat(texts).as("payloads are read as they are").anyMatch(text -> text.contains("secret-debian"));
        assertThat(texts).noneMatch(text -> text.contains(PLAIN));
        var row = API.cmdb().runs().find(run).orElseThrow();
        assertThat(row.spec()).contains("secret:machine/" + machine.id()).doesNotContain(PLAIN);
        assertThat(row.details().toString()).doesNotContain(PLAIN);
        assertThat(configuredPassword(machine)).isEqualTo(PLAIN);
    }

    /** As it lies there, and turned back: what stands for encryption in these tests must hide nothing from this one. */
    private static String decoded(String text) {
        try {
            var plain = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            return plain + new StringBuilder(plain).reverse();
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** What the installed system was given, by way of the reference. */
    private static String configuredPassword(TestMachine machine) {
        for (var wish : API.site().configured()) {
            if (wish.machine().equals(machine.id())) {
                var reference = wish.users().getFirst().password();
                return new String(API.cmdb().secrets().find(reference).orElseThrow(), StandardCharsets.UTF_8);
            }
        }
        return fail("nothing was configured");
    }

    @Test
    void aPasswordInAChangeIsTakenOutAsWell() throws Exception {
        var machine = TestMachine.register(API.cmdb(), TestMachine.REFUSED_USER);
        var blocked = start(machine, """
                {"image": "secret-debian", "hostname": "web1", "disks": {"raid": "none"},
                 "network": {"mac": "52:54:00:ff:ff:01"}}""").hasStatus(202).text("/id");
        Runs.untilState(API, blocked, "waiting");

        API.call("POST", "/api/v1/runs/" + blocked + "/retry")
                .json("""
                        {"change": {"/network": {}, "/users": [{"name": "ops", "password": "%s"}]}}""".formatted(PLAIN))
                .send()
                .hasStatus(200);

        Runs.untilState(API, blocked, "done");
        assertThat(configuredPassword(machine)).isEqualTo(PLAIN);
    }

    @Test
    void whatARunLogsInWithIsTakenOutAsWell() {
        var machine = TestMachine.register(API.cmdb());
        for (var field : List.of("password", "privateKey")) {
            var run = API.call("POST", "/api/v1/runs")
                    .json("""
                            {"kind": "adopt", "machine": "%s", "spec": {"address": "10.9.204.1", "%s": "%s"}}""".formatted(machine.id(), field, PLAIN))
                    .send()
                    .hasStatus(202)
                    .text("/id");
            var row = API.cmdb().runs().find(run).orElseThrow();
            assertThat(row.spec()).contains("secret:machine/" + machine.id()).doesNotContain(PLAIN);
            API.temporal()
                    .getWorkflowClient()
                    .newUntypedWorkflowStub(WorkflowIds.machine(machine.id()))
                    .terminate("its site knows no running system");
        }
    }

    @Test
    void noSecretCanBeReadByHavingItSetAsAPassword() {
        var machine = TestMachine.register(API.cmdb());
        assertThat(API.cmdb().secrets().find(SecretReference.of("secret:bmc/" + machine.id())))
                .isPresent();

        start(machine, spec("secret:bmc/" + machine.id())).isProblem(400, """
                {
                  "type": "invalid-value",
                  "title": "A value is wrong",
                  "status": 400,
                  "detail": "There is no such password of an earlier run of this machine.",
                  "field": "spec.users[0].password",
                  "help": "Send the password itself; it is kept sealed, and the run gets a reference."
                }""");
    }

    @Test
    void aPasswordThatIsNoTextIsRefused() {
        start(TestMachine.register(API.cmdb()), """
                {"image": "secret-debian", "hostname": "web1", "users": [{"name": "ops", "password": 7}]}""").isProblem(400, """
                        {
                          "type": "invalid-value",
                          "title": "A value is wrong",
                          "status": 400,
                          "detail": "A password is a text of 1 to 128 characters.",
                          "field": "spec.users[0].password"
                        }""");
    }
}
