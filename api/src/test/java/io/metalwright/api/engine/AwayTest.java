package io.metalwright.api.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.ApiApplication;
import io.metalwright.api.access.Bearer;
import io.metalwright.api.support.Call;
import io.metalwright.api.support.TestMachine;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.CmdbSettings;
import io.metalwright.cmdb.token.AccessToken;
import io.metalwright.cmdb.token.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** An API of its own, whose Temporal is not there and whose database goes away. */
@Timeout(120)
class AwayTest {
    @Test
    void theApiStartsAndSaysWhatIsAway(@TempDir Path data) throws Exception {
        var cmdb = Cmdb.open(CmdbSettings.embedded(data));
        var token = Bearer.random();
        cmdb.accessTokens().enter(new AccessToken("t-1", "test", Role.ADMIN, Bearer.sum(token), Instant.now(), null));
        var machine = TestMachine.register(cmdb);
        try (var api = start(data, cmdb)) {
            var base = base(api);

            call(base, token, "GET", "/api/v1/machines").send().hasStatus(200);
            call(base, token, "POST", "/api/v1/runs")
                    .json("""
                            {"kind": "power", "machine": "%s", "spec": {"command": "on"}}""".formatted(machine.id()))
                    .send()
                    .isProblem(503, """
                            {
                              "type": "temporal-away",
                              "title": "Temporal is away",
                              "status": 503,
                              "detail": "The Temporal server does not answer.",
                              "help": "Runs go on by themselves when it is back. See that it runs and can be reached, then try again."
                            }""");
            assertThat(call(base, token, "GET", "/api/v1/runs").send().text("/total"))
                    .isEqualTo("0");

            cmdb.close();

            var answer = call(base, token, "GET", "/api/v1/machines").send();
            answer.isProblem(503, """
                    {
                      "type": "database-away",
                      "title": "The database is away",
                      "status": 503,
                      "detail": "The database does not answer. Nothing was changed.",
                      "help": "Runs go on by themselves when it is back. See that the database server runs, then try again."
                    }""");
        }
    }

    @Test
    void theSecretsOfARunThatPerhapsBeganAreKept(@TempDir Path data) throws Exception {
        var cmdb = Cmdb.open(CmdbSettings.embedded(data));
        var token = Bearer.random();
        cmdb.accessTokens().enter(new AccessToken("t-1", "test", Role.ADMIN, Bearer.sum(token), Instant.now(), null));
        var machine = TestMachine.register(cmdb);
        try (var api = start(data, cmdb)) {
            call(base(api), token, "POST", "/api/v1/runs")
                    .json("""
                            {"kind": "adopt", "machine": "%s", "spec": {"address": "10.9.204.1", "password": "hunter2 of a host"}}""".formatted(machine.id()))
                    .send()
                    .hasStatus(503);
            assertThat(cmdb.secrets().below("secret:machine/" + machine.id())).hasSize(1);
        } finally {
            cmdb.close();
        }
    }

    private static ConfigurableApplicationContext start(Path data, Cmdb cmdb) throws IOException {
        return ApiApplication.start(
                Map.of(
                        "server.port",
                        0,
                        "server.address",
                        "127.0.0.1",
                        "metalwright.data",
                        data.toString(),
                        "metalwright.temporal.target",
                        "127.0.0.1:" + unusedPort()),
                cmdb,
                null);
    }

    private static String base(ConfigurableApplicationContext api) {
        return "http://127.0.0.1:" + api.getEnvironment().getRequiredProperty("local.server.port");
    }

    private static Call call(String base, String token, String method, String path) {
        return new Call(method, URI.create(base + path)).header("Authorization", "Bearer " + token);
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
