package io.metalwright.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.Message;
import io.metalwright.activities.inventory.CmdbSecrets;
import io.metalwright.activities.keys.SiteKeys;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.CmdbSettings;
import io.metalwright.cmdb.secret.KeyRing;
import io.metalwright.model.SecretReference;
import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.role.AllInOne;
import io.metalwright.ops.role.DataFolder;
import io.metalwright.ops.role.Home;
import io.metalwright.ops.role.Parts;
import io.metalwright.ops.role.TemporalConnection;
import io.metalwright.ops.temporal.SealedPayloads;
import io.temporal.api.common.v1.Payload;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.payload.codec.PayloadCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The whole of it: API, Temporal, runs, activities, boot services, and one simulated machine. Needs {@code METALWRIGHT_TEMPORAL}. */
@Timeout(300)
class SimulatedDemoTest {
    /** Of an account in a spec. */
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    /** Spring sets up the logs anew when it starts. */
    private void listenToLogs() {
        logged.start();
        rootLogger().addAppender(logged);
    }

    @AfterEach
    void listenNoMore() {
        rootLogger().detachAppender(logged);
    }

    private static Logger rootLogger() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** What was logged, with the causes of what failed. */
    private String logs() {
        var text = new StringBuilder();
        for (var event : List.copyOf(logged.list)) {
            text.append(event.getFormattedMessage()).append('\n');
            for (var cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
                text.append(cause.getMessage()).append('\n');
            }
        }
        return text.toString();
    }

    @Test
    void anUnknownMachineBecomesARunningSystemThenAnotherThenIsGivenBackAndNobodyTellsASecret() throws Exception {
        var data = new DataFolder(folder.resolve("data"));
        data.make();
        var settings = SimulatedStage.settings(new AllInOne.Settings(
                new Home(Path.of("..").toAbsolutePath().normalize()),
                data,
                temporal(),
                freePort(),
                freePort(),
                "127.0.0.1",
                freePort(),
                null,
                AllInOne.Extras.NONE));
        var told = new ByteArrayOutputStream();
        Demo.Proof proof;
        JsonNode again;
        JsonNode inspected;
        JsonNode released;
        JsonNode cleaned;
        String stored;
        String histories;
        String arguments;
        String adminToken;
        try (var parts = new Parts()) {
            var stage = parts.opened(SimulatedStage.make(settings));
            listenToLogs();
            parts.opened(AllInOne.start(settings));
            listenToLogs();
            adminToken = Files.readString(data.adminToken()).strip();
            var api = new ApiClient(settings.api(), adminToken);
            var narration = new Narration(new PrintStream(told, true, StandardCharsets.UTF_8), false);
            proof = new Demo(new Demo.Wish(SimulatedStage.IMAGE, "bios", true), stage, api, narration).play();
            again = provisionAgain(api, narration, String.valueOf(proof.result().get("machine")));
            inspected = operation(api, narration, again, "inspect", Map.of());
            released = operation(api, narration, again, "release", Map.of());
            cleaned = operation(api, narration, again, "clean", Map.of("erase", "overwrite"));
            stored = histories(settings.temporalPort(), List.of());
            arguments = ProcessHandle.current()
                    .descendants()
                    .map(child -> child.info().commandLine().orElse(""))
                    .collect(Collectors.joining("\n"));
            histories = histories(settings.temporalPort(), List.of(new SealedPayloads(KeyRing.of(data.payloadKeys()))));
        }

        assertThat(proof.result()).containsEntry("ok", true).containsEntry("simulated", true);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("simulated: ");
        assertThat((JsonNode) proof.result().get("steps"))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.path("state").asString()).isEqualTo("done"));
        // It runs from its disk, so only its BMC can put it back into BootOS; what was on its disks is written over.
        assertThat(evidence(again, "network-boot")).contains("network, once", "switched off and on");
        assertThat(evidence(again, "os-ready")).contains("second-system reported", "127.77.0.51");
        assertThat(inspected.path("outcome").asString()).endsWith("was inspected: nothing has changed.");
        assertThat(evidence(released, "wipe-metadata")).contains("no array, partition or signature is found any more");
        assertThat(evidence(released, "power-off")).isEqualTo("Power reads off.");
        assertThat(evidence(cleaned, "erase-disks")).contains("read back as zeros");
        assertThat(evidence(cleaned, "return")).isEqualTo("Power reads off.");
        // In Temporal lies nothing but summaries that could be read without the key.
        assertThat(stored)
                .contains("binary/encrypted")
                .contains("Write the image on ")
                .doesNotContain("ecdsa-sha2-nistp256", "run/");
        // What is sought would be found: histories are read as their payloads are.
        assertThat(histories).contains("first-machine", "ecdsa-sha2-nistp256", "run/");
        var secrets = secrets(data, proof, adminToken, runs(histories));
        assertThat(secrets)
                .hasSizeGreaterThan(6)
                .allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(10));
        assertThat(secrets)
                .allSatisfy(secret -> assertThat(histories.contains(secret))
                        .as("a secret of %s characters is in a history", secret.length())
                        .isFalse());
        assertThat(histories).doesNotContain("metalwright.token=", "PRIVATE KEY", "Bearer ");
        // Nor do they stand where every user of the host, or of its logs, could read them.
        assertThat(arguments).contains("start-dev");
        assertThat(logs()).isNotEmpty();
        assertThat(secrets)
                .allSatisfy(secret -> assertThat(arguments.contains(secret) || logs().contains(secret))
                        .as("a secret of %s characters is in a log or in an argument", secret.length())
                        .isFalse());
    }

    private static JsonNode provisionAgain(ApiClient api, Narration narration, String machine)
            throws InterruptedException {
        var spec = Map.of(
                "image",
                SimulatedStage.IMAGE,
                "hostname",
                "second-system",
                "disks",
                Map.of("raid", "software-raid1"),
                "network",
                Map.of("address", "127.77.0.51", "prefixLength", 24),
                "users",
                List.of(Map.of("name", "ops", "password", PASSWORD)),
                "postInstall",
                "exit 0");
        var run = api.post("/runs", Map.of("kind", "provision", "machine", machine, "spec", spec));
        return new RunFollowing(api, narration).untilOver(run.path("id").asString(), Duration.ofMinutes(2));
    }

    /** Another run on the machine of an earlier one. */
    private static JsonNode operation(
            ApiClient api, Narration narration, JsonNode earlier, String kind, Map<String, Object> spec)
            throws InterruptedException {
        var machine = earlier.path("machine").asString();
        var run = api.post("/runs", Map.of("kind", kind, "machine", machine, "spec", spec));
        return new RunFollowing(api, narration).untilOver(run.path("id").asString(), Duration.ofMinutes(3));
    }

    private static String evidence(JsonNode run, String step) {
        return run.path("steps")
                .valueStream()
                .filter(each -> each.path("name").asString().equals(step))
                .map(each -> each.path("evidence").asString(""))
                .findFirst()
                .orElse("");
    }

    /** All that was kept of all workflows, with its payloads as they lie there or opened. */
    private static String histories(int temporalPort, List<PayloadCodec> opened) {
        var text = new StringBuilder();
        try (var connection = TemporalConnection.to("127.0.0.1:" + temporalPort, "default", null)) {
            var client = connection.client();
            var executions = client.listExecutions("")
                    .map(WorkflowExecutionMetadata::getExecution)
                    .toList();
            assertThat(executions).hasSizeGreaterThan(2);
            for (var execution : executions) {
                client.fetchHistory(execution.getWorkflowId(), execution.getRunId())
                        .getEvents()
                        .forEach(event -> {
                            text.append(event);
                            opened.forEach(codec -> open(event, codec, text));
                        });
            }
        }
        return text.toString();
    }

    /** Payloads stand at many places of many events; all of them are opened, wherever they are. */
    private static void open(Object part, PayloadCodec codec, StringBuilder text) {
        switch (part) {
            case Payload payload -> text.append(codec.decode(List.of(payload)));
            case Message message -> message.getAllFields().values().forEach(field -> open(field, codec, text));
            case List<?> parts -> parts.forEach(each -> open(each, codec, text));
            default -> {}
        }
    }

    /** The names under which runs had keys and tokens derived. */
    private static List<String> runs(String histories) {
        return Pattern.compile("run/[0-9a-f-]{36}")
                .matcher(histories)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private static List<String> secrets(DataFolder data, Demo.Proof proof, String adminToken, List<String> names)
            throws IOException {
        var secrets = new ArrayList<String>();
        secrets.add(adminToken);
        secrets.add(PASSWORD);
        secrets.add(Files.readString(data.payloadKeys()).strip());
        secrets.add(Base64.getEncoder().encodeToString(Files.readAllBytes(data.siteKey())));
        var keys = SiteKeys.inFile(data.siteKey());
        for (var name : names) {
            try (var token = keys.token(name)) {
                secrets.add(token.plain());
            }
            var encoded = Base64.getEncoder()
                    .encodeToString(keys.sshKey(name).pair().getPrivate().getEncoded());
            secrets.add(encoded.substring(encoded.length() - 40));
        }
        try (var cmdb = Cmdb.open(CmdbSettings.embedded(data.cmdb()));
                var password = new CmdbSecrets(cmdb)
                        .resolve(SecretReference.of(
                                "secret:bmc/" + proof.result().get("machine")))) {
            secrets.add(password.plain());
        }
        return secrets;
    }

    private static Path temporal() {
        var path = System.getenv("METALWRIGHT_TEMPORAL");
        assertThat(path)
                .as("METALWRIGHT_TEMPORAL: run the tests by 'metalwright test java'")
                .isNotNull();
        return Path.of(path);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
