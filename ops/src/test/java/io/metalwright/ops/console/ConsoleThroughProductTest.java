package io.metalwright.ops.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.ApiApplication;
import io.metalwright.api.token.FirstToken;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.CmdbSettings;
import io.metalwright.model.MacAddress;
import io.metalwright.model.SecretReference;
import io.metalwright.model.SiteName;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.role.ControlActivities;
import io.metalwright.ops.role.Parts;
import io.metalwright.ops.role.SiteActivities;
import io.metalwright.ops.role.TemporalConnection;
import io.metalwright.ops.simulated.Temper;
import io.metalwright.ops.simulated.bmc.BmcState;
import io.metalwright.ops.simulated.bmc.Chassis;
import io.metalwright.ops.simulated.bmc.SimulatedBmc;
import io.metalwright.ops.temporal.DevServer;
import io.metalwright.ops.temporal.DevServerTest;
import io.metalwright.worker.Workers;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** API, workers and a Temporal server as they are, with a simulated BMC's serial line. */
@Timeout(300)
class ConsoleThroughProductTest {
    private static final Ipv4Address ADDRESS = Ipv4Address.of("127.79.0.19");
    private static final SiteName SITE = SiteName.of("default");

    @TempDir
    Path folder;

    private final Parts parts = new Parts();
    private Cmdb cmdb;
    private TemporalConnection temporal;
    private SimulatedBmc bmc;
    private int apiPort;
    private ConfigurableApplicationContext application;
    private ApiClient api;

    @BeforeEach
    void start() throws Exception {
        int port;
        try (var free = new DatagramSocket(new InetSocketAddress(ADDRESS.value(), 0))) {
            port = free.getLocalPort();
        }
        bmc = SimulatedBmc.start(
                new BmcState(MacAddress.of("52:54:00:0b:00:19"), ADDRESS),
                new AlwaysOn(),
                Temper.GOOD,
                UUID.fromString("6b8032d7-d9f1-4842-8d10-2b9e59e694d0"),
                port);
        var server = parts.opened(DevServer.start(
                DevServerTest.program(),
                folder.resolve("temporal"),
                DevServerTest.freePort(),
                DevServerTest.freePort(),
                null));
        server.awaitReady();
        temporal = parts.opened(TemporalConnection.to(server.target(), "default", null));
        temporal.awaitReady();
        cmdb = parts.opened(Cmdb.open(CmdbSettings.embedded(folder.resolve("cmdb"))));
        apiPort = DevServerTest.freePort();
        application = startApi(apiPort);
        application.getBean(FirstToken.class).ensure(folder.resolve("token"));
        var site = parts.opened(SiteActivities.open(folder.resolve("site.key"), folder.resolve("images"), null, cmdb));
        parts.opened(ControlActivities.addTo(new Workers(temporal.client()), cmdb, folder.resolve("images"))
                .site(SITE, site.all())
                .consoles(SITE, site.consoles())
                .start());
        api = client(apiPort);
        api.post(
                "/machines",
                Map.of(
                        "mac", "52:54:00:0b:00:19",
                        "name", "spoken-to",
                        "bmc",
                                Map.of(
                                        "address",
                                        ADDRESS.toString(),
                                        "port",
                                        port,
                                        "user",
                                        "admin",
                                        "password",
                                        "admin")));
    }

    private ConfigurableApplicationContext startApi(int port) {
        return ApiApplication.start(
                Map.of(
                        "server.port",
                        port,
                        "server.address",
                        "127.0.0.1",
                        "metalwright.data",
                        folder.toString(),
                        "metalwright.temporal.ui",
                        "http://127.0.0.1:1"),
                cmdb,
                temporal.client());
    }

    private ApiClient client(int port) throws IOException {
        return new ApiClient(
                URI.create("http://127.0.0.1:" + port),
                Files.readString(folder.resolve("token")).strip());
    }

    @AfterEach
    void stop() {
        if (application != null) {
            application.close();
        }
        parts.close();
        bmc.close();
    }

    /** One who sits at the console, and all that they see and are told. */
    private final class Guest implements AutoCloseable {
        final List<String> told = new CopyOnWriteArrayList<>();
        final StringBuilder seen = new StringBuilder();
        final ApiConsole source;
        final ConsoleLine line;

        Guest(boolean write) {
            this(api, write);
        }

        /** @param at by which process of the API they come */
        Guest(ApiClient at, boolean write) {
            source = new ApiConsole(at, "spoken-to", write, false);
            line = source.open(told::add);
        }

        /** Reads until that was seen. */
        Guest sees(String text) {
            long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (seen.indexOf(text) < 0) {
                assertThat(System.nanoTime())
                        .as("seen '%s', told %s", seen, told)
                        .isLessThan(until);
                seen.append(new String(line.read(Duration.ofMillis(200)), UTF_8));
            }
            return this;
        }

        Guest isTold(String text) throws InterruptedException {
            long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (told.stream().noneMatch(said -> said.contains(text))) {
                assertThat(System.nanoTime()).as("told %s", told).isLessThan(until);
                Thread.sleep(50);
            }
            return this;
        }

        void types(String text) {
            line.write(text.getBytes(UTF_8));
        }

        @Override
        public void close() {
            line.close();
            source.close();
        }
    }

    /** The text of the one recording that there is. */
    private String recorded() {
        var recordings = "/machines/spoken-to/console/recordings";
        var kept = api.get(recordings).path("items");
        assertThat(kept).hasSize(1);
        return api.text(recordings + "/" + kept.path(0).path("name").asString("") + "/text");
    }

    @Test
    void severalWatchOneTypesAndWhatWasShownIsKept() throws Exception {
        var serial = bmc.serialLine();
        serial.onTyped(typed -> serial.say("<" + new String(typed, UTF_8) + ">"));
        try (var ada = new Guest(true).isTold("line open, you type")) {
            serial.say("login: ");
            ada.sees("login: ");
            ada.types("root");
            ada.sees("<root>");
            try (var ben = new Guest(true).isTold("types, 2 there").sees("login: <root>")) {
                ben.types("no");
                ben.isTold("Take over first");
                ben.line.takeOver();
                ben.isTold("you type, 2 there");
                ada.isTold("took over: you read on");
                ben.types("reboot");
                ben.sees("<reboot>");
                ada.sees("<reboot>");
            }
        }
        assertThat(recorded()).contains("login: <root><reboot>");
        var audit = api.get("/audit?search=console").path("items").toString();
        assertThat(audit).contains("console of spoken-to").contains("take over console");
    }

    @Test
    void aRunsStepsStandInTheRecordingAndNoPasswordDoesAndNoWatcherSeesTheMarks() throws Exception {
        var serial = bmc.serialLine();
        var machine = api.get("/machines/spoken-to").path("id").asString("");
        cmdb.secrets().put(SecretReference.of("secret:machine/" + machine + "/0a"), "of-the-spec");
        try (var ada = new Guest(true).isTold("line open, you type")) {
            serial.say("before the run\r\n");
            ada.sees("before the run");
            var run = api.post(
                            "/runs", Map.of("kind", "power", "machine", "spoken-to", "spec", Map.of("command", "on")))
                    .path("id")
                    .asString("");
            // The rooms look at runs each second: what the machine says before that stands above the mark.
            long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!recorded().contains("--- power: done ---")) {
                assertThat(System.nanoTime())
                        .as("recorded of run %s: %s", run, recorded())
                        .isLessThan(until);
                Thread.sleep(100);
            }
            serial.say("operator:of-the-spec\r\nPassword: typed by hand\r\nafter the run\r\n");
            ada.sees("after the run");
            assertThat(ada.seen.toString())
                    .contains("operator:********")
                    .contains("Password: typed by hand")
                    .doesNotContain("---");
        }
        assertThat(recorded())
                .containsSubsequence(
                        "before the run", "--- power: ", " begins ---", "--- power: done ---", "after the run")
                .contains("operator:********\nPassword: ********\nafter")
                .doesNotContain("of-the-spec")
                .doesNotContain("typed by hand");
    }

    @Test
    void theConsoleComesBackWhenTheApiIsStartedAgain() throws Exception {
        var serial = bmc.serialLine();
        try (var before = new Guest(true).isTold("line open, you type")) {
            serial.say("before");
            before.sees("before");
        }
        application.close();
        serial.say(" and while it was away");
        application = startApi(apiPort);
        try (var after = new Guest(true).isTold("line open, you type")) {
            after.sees("and while it was away");
        }
    }

    @Test
    void whoComesByAnotherProcessOfTheApiSitsAtTheSameConsole() throws Exception {
        var serial = bmc.serialLine();
        serial.onTyped(typed -> serial.say("<" + new String(typed, UTF_8) + ">"));
        int otherPort = DevServerTest.freePort();
        try (var other = startApi(otherPort);
                var ada = new Guest(true).isTold("line open, you type")) {
            assertThat(other.isRunning()).isTrue();
            serial.say("login: ");
            ada.sees("login: ");
            try (var ben = new Guest(client(otherPort), true).isTold("2 there").sees("login: ")) {
                ada.isTold("2 there");
                ben.line.takeOver();
                ben.isTold("you type");
                ben.types("root");
                ada.sees("<root>");
                ben.sees("<root>");
            }
        }
        assertThat(recorded()).contains("login: <root>");
    }

    @Test
    void aTicketLetsInOnce() {
        var path =
                api.post("/machines/spoken-to/console", Map.of()).path("path").asString("");
        assertThat(status(path)).isEqualTo(101);
        assertThat(status(path)).isEqualTo(403);
        assertThat(status("/console/watch?ticket=guessed")).isEqualTo(403);
        assertThat(status("/console/hold?ticket=" + path.substring(path.indexOf('=') + 1)))
                .isEqualTo(403);
    }

    /** Of the WebSocket's opening. */
    private int status(String path) {
        try (var http = HttpClient.newHttpClient()) {
            http.newWebSocketBuilder()
                    .buildAsync(api.webSocket(path), new WebSocket.Listener() {})
                    .join()
                    .abort();
            return 101;
        } catch (CompletionException e) {
            return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
        }
    }

    private static final class AlwaysOn implements Chassis {
        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public void powerUp() {}

        @Override
        public void powerDown() {}

        @Override
        public void softShutdown() {}

        @Override
        public void reset() {}
    }
}
