package io.metalwright.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.Answer;
import io.metalwright.api.support.Runs;
import io.metalwright.api.support.TestApi;
import io.metalwright.api.support.TestMachine;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class IdempotencyTest {
    private static final TestApi API = TestApi.running();

    private static Answer enter(String key, String mac) {
        return API.call("POST", "/api/v1/machines")
                .header("Idempotency-Key", key)
                .json("""
                        {"mac": "%s"}""".formatted(mac))
                .send();
    }

    @Test
    void aRequestSentTwiceIsAnsweredOnce() throws Exception {
        var machine = TestMachine.register(API.cmdb());
        var body = """
                {"kind": "power", "machine": "%s", "spec": {"command": "on"}}""".formatted(machine.id());

        var first = API.call("POST", "/api/v1/runs")
                .header("Idempotency-Key", "run-1")
                .json(body)
                .send();
        Runs.untilState(API, first.text("/id"), "done");
        var second = API.call("POST", "/api/v1/runs")
                .header("Idempotency-Key", "run-1")
                .json(body)
                .send();

        second.is(202, first.body());
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(API.call("GET", "/api/v1/runs?machine=" + machine.id())
                        .send()
                        .text("/total"))
                .isEqualTo("1");
    }

    /** Sends it, loses its answer as one that came too late or whose API died is lost, and sends it again. */
    private static void isDoneOnce(String body) throws Exception {
        var key = UUID.randomUUID().toString();
        var first = start(key, body).text("/id");
        API.cmdb().idempotentAnswers().free("t-admin", key);
        assertThat(start(key, body).text("/id")).as("while it is under way").isEqualTo(first);
        Runs.untilState(API, first, "done");
        API.cmdb().idempotentAnswers().free("t-admin", key);
        assertThat(start(key, body).text("/id")).as("when it is over").isEqualTo(first);
    }

    private static Answer start(String key, String body) {
        return API.call("POST", "/api/v1/runs")
                .header("Idempotency-Key", key)
                .json(body)
                .send()
                .hasStatus(202);
    }

    @Test
    void aRunWhoseAnswerWasLostIsNotBegunAgain() throws Exception {
        API.image("repeated-debian", 1_000_000_000);
        var machine = TestMachine.register(API.cmdb());
        isDoneOnce("""
                {"kind": "power", "machine": "%s", "spec": {"command": "cycle"}}""".formatted(machine.id()));
        isDoneOnce("""
                {"kind": "provision", "machine": "%s", "spec": {"image": "repeated-debian", "hostname": "web1"}}""".formatted(machine.id()));
        assertThat(API.call("GET", "/api/v1/runs?machine=" + machine.id())
                        .send()
                        .text("/total"))
                .isEqualTo("2");
    }

    @Test
    void aRegistrationWhoseAnswerWasLostIsNotBegunAgain() throws Exception {
        isDoneOnce("""
                {"kind": "register", "spec": {"mac": "52:54:00:bd:00:07", "segment": "test-rack"}}""");
    }

    @Test
    void anotherRequestUnderAUsedKeyIsRefused() {
        enter("reused", "52:54:00:bd:00:01").hasStatus(201);

        enter("reused", "52:54:00:bd:00:02").isProblem(422, """
                {
                  "type": "key-reused",
                  "title": "The idempotency key was used before",
                  "status": 422,
                  "detail": "Another request came under the key 'reused'.",
                  "field": "Idempotency-Key",
                  "help": "Use a new key for a new request."
                }""");
    }

    @Test
    void aRefusalIsRememberedToo() {
        var first = enter("refused", "no mac").hasStatus(400);

        enter("refused", "no mac").is(400, first.body());
    }

    @Test
    void ofTenAtOnceOneIsDone() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Answer>>();
            for (int i = 0; i < 10; i++) {
                answers.add(threads.submit(() -> enter("at-once", "52:54:00:bd:00:03")));
            }
            for (var answer : answers) {
                assertThat(answer.get().status()).as(answer.get().body()).isIn(201, 409);
                if (answer.get().status() == 409) {
                    assertThat(answer.get().text("/type")).endsWith("key-in-progress");
                }
            }
        }
        enter("at-once", "52:54:00:bd:00:03").hasStatus(201);
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        enter("with blanks", "52:54:00:bd:00:04").isProblem(400, """
                {
                  "type": "invalid-value",
                  "title": "A value is wrong",
                  "status": 400,
                  "detail": "An idempotency key has 1 to 200 visible ASCII characters.",
                  "field": "Idempotency-Key"
                }""");
    }

    @ParameterizedTest
    @CsvSource({"POST, /api/v1/machines", "PATCH, /api/v1/machines/none", "PUT, /api/v1/segments/none"})
    void aJsonBodyWithoutEndIsNotRead(String method, String path) {
        API.call(method, path)
                .json("{\"name\": \"" + "5".repeat(5 << 20) + "\"}")
                .send()
                .isProblem(413, """
                        {
                          "type": "too-large",
                          "title": "The body is too large",
                          "status": 413,
                          "detail": "A JSON body has at most 4194304 bytes."
                        }""");
    }
}
