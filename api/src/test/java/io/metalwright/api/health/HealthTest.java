package io.metalwright.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.ApiApplication;
import io.metalwright.api.support.TestApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
    private final TestApi api = TestApi.running();

    @TempDir
    private Path data;

    @Test
    void readinessNamesTheDatabaseAndTemporal() {
        api.stranger("GET", "/readyz").send().is(200, """
                        {"status": "UP", "components": {"database": {"status": "UP"},
                         "temporal": {"status": "UP", "details": {"namespace": "default"}}}}""");
        assertThat(api.stranger("GET", "/healthz").send().hasStatus(200).text("/status"))
                .isEqualTo("UP");
    }

    @Test
    void theApiStartsWithoutTemporalAndSaysThatItIsAway() throws Exception {
        try (var context = ApiApplication.start(
                        Map.of(
                                "server.port",
                                0,
                                "server.address",
                                "127.0.0.1",
                                "metalwright.data",
                                data.toString(),
                                "metalwright.temporal.target",
                                "127.0.0.1:1"),
                        null,
                        null);
                var http = HttpClient.newHttpClient()) {
            var base = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
            var ready = http.send(
                    HttpRequest.newBuilder(URI.create(base + "/readyz")).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body())
                    .contains("Temporal does not answer for the namespace 'default'. See that its server runs");
            var alive = http.send(
                    HttpRequest.newBuilder(URI.create(base + "/healthz")).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(alive.statusCode()).isEqualTo(200);
        }
    }
}
