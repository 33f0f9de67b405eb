package io.metalwright.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.Urgency;
import io.metalwright.api.metrics.CmdbMetrics;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.CmdbSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DashboardTest {
    private static final Path DASHBOARD = Path.of("grafana/metalwright.json");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private static Set<String> found(String pattern, String text) {
        var names = new TreeSet<String>();
        var matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static BmcBroker brokerOfASilentBmc() {
        var broker = new BmcBroker(
                (address, credential) -> {
                    throw new BmcFailure.Unreachable("no answer");
                },
                BmcBroker.IDLE);
        assertThatThrownBy(() -> broker.with(
                        BmcAddress.of("10.1.2.3"), BmcCredential.of("admin", "x"), Urgency.POLL, bmc -> true))
                .isInstanceOf(BmcFailure.Unreachable.class);
        return broker;
    }

    @Test
    void everyMetricOfTheDashboardIsToldAndEveryToldOneIsShown() throws Exception {
        String told;
        try (var cmdb = Cmdb.open(CmdbSettings.embedded(folder));
                var broker = brokerOfASilentBmc()) {
            told = new CmdbMetrics(cmdb.figures()).text() + new BrokerMetrics(broker).text();
        }
        var dashboard = JSON.readTree(Files.readString(DASHBOARD));
        var shown = new TreeSet<String>();
        for (JsonNode panel : dashboard.path("panels")) {
            assertThat(panel.path("title").asString()).isNotBlank();
            assertThat(panel.path("targets")).isNotEmpty();
            for (JsonNode target : panel.path("targets")) {
                shown.addAll(
                        found("\\b(metalwright_[a-z_]+)", target.path("expr").asString()));
            }
        }
        assertThat(shown).isEqualTo(found("(?m)^# TYPE (\\S+) ", told));
        assertThat(found(
                        "\\b(metalwright_[a-z_]+)", dashboard.path("templating").toString()))
                .isSubsetOf(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metalwright.json", "boot-services.json"})
    void panelsLieBesideAndBelowEachOther(String dashboard) throws Exception {
        var taken = new TreeSet<String>();
        for (JsonNode panel : JSON.readTree(Files.readString(DASHBOARD.resolveSibling(dashboard)))
                .path("panels")) {
            var place = panel.path("gridPos");
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    assertThat(taken.add((place.path("x").asInt() + x) + "/"
                                    + (place.path("y").asInt() + y)))
                            .as(panel.path("title").asString())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aSiteWorkerTellsPrometheusHowBmcsFareAndAnswersNothingElse() throws Exception {
        try (var broker = brokerOfASilentBmc();
                var door = MetricsDoor.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new BrokerMetrics(broker)::text);
                var http = HttpClient.newHttpClient()) {
            var base = URI.create("http://127.0.0.1:" + door.port());
            var told =
                    http.send(HttpRequest.newBuilder(base.resolve("/metrics")).build(), BodyHandlers.ofString());
            assertThat(told.statusCode()).isEqualTo(200);
            assertThat(told.body())
                    .contains("metalwright_bmc_calls_total{outcome=\"silent\",urgency=\"poll\"} 1\n")
                    .contains("metalwright_bmc_silent 1\n")
                    .doesNotContain("10.1.2.3");
            var other = http.send(
                    HttpRequest.newBuilder(base.resolve("/etc/passwd")).build(), BodyHandlers.ofString());
            assertThat(other.statusCode()).isEqualTo(404);
        }
    }
}
