package io.metalwright.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.ops.Metalwright;
import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.role.AllInOne;
import io.metalwright.ops.role.DataFolder;
import io.metalwright.ops.role.Home;
import io.metalwright.ops.role.Parts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody does who has only Temporal's own command line, on a real Temporal server, while a simulated machine is provisioned; and what our
 * own command line says to words that do not fit. Needs {@code METALWRIGHT_TEMPORAL}.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SteeredByHandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** The post-install script of a run that shall wait there. */
    private static final String FAILS = "exit 7";

    private final Parts parts = new Parts();

    private AllInOne.Settings settings;
    private DataFolder data;
    private ApiClient api;
    private String machine;

    private record Ended(int status, String out, String errors) {}

    @BeforeAll
    void registerAMachine(@TempDir Path folder) throws Exception {
        data = new DataFolder(folder.resolve("data"));
        data.make();
        settings = SimulatedStage.settings(new AllInOne.Settings(
                new Home(Path.of("..").toAbsolutePath().normalize()),
                data,
                temporal(),
                freePort(),
                freePort(),
                "127.0.0.1",
                freePort(),
                null,
                AllInOne.Extras.NONE));
        var stage = parts.opened(SimulatedStage.make(settings));
        parts.opened(AllInOne.start(settings));
        api = new ApiClient(settings.api(), Files.readString(data.adminToken()).strip());
        var silent = new Narration(new PrintStream(OutputStream.nullOutputStream()), false);
        var proof = new Demo(new Demo.Wish(SimulatedStage.IMAGE, "bios", true), stage, api, silent).play();
        machine = String.valueOf(proof.result().get("machine"));
    }

    @AfterAll
    void stop() throws Exception {
        parts.close();
    }

    /** What one test leaves undone is no hindrance to the next. */
    @AfterEach
    void freeTheMachine() throws Exception {
        var active = api.get("/machines/" + machine).path("activeRun");
        if (active.isObject()) {
            var run = active.path("id").asString();
            api.post("/runs/" + run + "/cancel", Map.of());
            untilState(run, "cancelled");
        }
    }

    @Test
    void aSignalIsTakenAsTheApisWordIs() throws Exception {
        var run = provision("signalled", FAILS, null);
        untilWaiting(run, 1);

        by("signal", "--name", "retry", "--input", "{\"who\":\"anna\",\"reason\":\"once more\"}");
        untilWaiting(run, 2);
        by("signal", "--name", "skip", "--input", "{\"who\":\"anna\"}");

        var done = untilState(run, "done");
        assertThat(step(done, "post-install").path("state").asString()).isEqualTo("skipped");
        assertThat(log(run)).contains("anna retry: once more", "anna skip");
    }

    @Test
    void aSignalWithAChangeIsPlannedAnew() throws Exception {
        var run = provision("changed", FAILS, null);
        var hash = untilWaiting(run, 1).path("planHash").asString();

        by("signal", "--name", "retry", "--input", "{\"who\":\"anna\",\"change\":{\"/postInstall\":\"exit 0\"}}");

        var done = untilState(run, "done");
        assertThat(done.path("planHash").asString()).isNotEqualTo(hash);
        assertThat(log(run)).contains("anna retry with a change of /postInstall");
    }

    @Test
    void aCancelOfTheWorkflowTakesBackWhatWasDone() throws Exception {
        var run = provision("cancelled", FAILS, null);
        untilWaiting(run, 1);

        by("cancel");

        var cancelled = untilState(run, "cancelled");
        assertThat(cancelled.path("outcome").asString()).startsWith("Cancelled after its disks were written");
        assertThat(cancelled.path("steps").valueStream())
                .filteredOn(step -> List.of("plan", "boot-plan", "network-boot")
                        .contains(step.path("name").asString()))
                .hasSize(3)
                .allSatisfy(step -> assertThat(step.path("state").asString()).isEqualTo("undone"));
        assertThat(api.get("/machines/" + machine).path("state").asString()).isEqualTo("failed");
        assertThat(log(run)).contains("temporal cancel\n");
        var again = ours("runs", "cancel", run);
        assertThat(again.status).isEqualTo(1);
        assertThat(again.errors).contains("This run is cancelled and takes no more words.");
        // The machine is free, and what it was left with is no hindrance.
        untilState(provision("after-a-cancel", "exit 0", null), "done");
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheReason() throws Exception {
        // Its gateway's: only the plan can tell.
        var run = provision("refused", "exit 0", "127.77.0.1");
        untilWaiting(run, 1);

        by("signal", "--name", "skip");
        until(
                run,
                "the log's word",
                view -> log(run).contains("temporal skip was not taken: The step 'plan' cannot be skipped"));
        refused("cannot be skipped", "runs", "skip", run);
        refused("'/machine' cannot be changed in a run", "runs", "retry", run, "--change", "/machine=m-other0001");
        refused("This run is waiting and not paused", "runs", "resume", run);

        by("signal", "--name", "cancel", "--input", "{\"who\":\"anna\"}");
        assertThat(untilState(run, "cancelled").path("outcome").asString())
                .startsWith("Cancelled before anything was written");
        assertThat(temporal("signal", "--name", "cancel").status).isNotZero();

        var running = provision("running", FAILS, null);
        refused("does not wait, so there is nothing to retry", "runs", "retry", running);
        untilWaiting(running, 1);
        assertThat(ours("runs", "cancel", running).status).isZero();
        untilState(running, "cancelled");
    }

    @Test
    void aResetToAnEarlierPointGoesOnFromThereAndStaysTheSameRun() throws Exception {
        var run = provision("reset", FAILS, null);
        untilWaiting(run, 1);
        var before = execution();

        by("reset", "--event-id", eventBefore("WriteImage"), "--reason", "look at the image again");

        until(run, "another execution", view -> !execution().equals(before));
        // It still is the run that the API knows, and takes its words, once it is there again where it waited.
        until(run, "it waits again", view -> ours("runs", "skip", run).status == 0);
        var done = untilState(run, "done");
        assertThat(step(done, "image").path("evidence").asString()).contains("verified");
        assertThat(api.get("/machines/" + machine).path("hostname").asString()).isEqualTo("reset");
        assertThat(api.get("/runs?machine=" + machine)
                        .path("items")
                        .valueStream()
                        .filter(each -> each.path("id").asString().equals(run)))
                .hasSize(1);
    }

    private String provision(String hostname, String postInstall, @Nullable String address) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("image", SimulatedStage.IMAGE);
        spec.put("hostname", hostname);
        spec.put("network", Map.of("address", address == null ? "127.77.0.52" : address, "prefixLength", 24));
        spec.put("postInstall", postInstall);
        return api.post("/runs", Map.of("kind", "provision", "machine", machine, "spec", spec))
                .path("id")
                .asString();
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds(JsonNode run) throws Exception;
    }

    private JsonNode until(String run, String what, Condition condition) throws Exception {
        var deadline = Instant.now().plus(PATIENCE);
        while (true) {
            var view = api.get("/runs/" + run);
            if (condition.holds(view)) {
                return view;
            }
            assertThat(Instant.now()).as("%s of %s", what, view).isBefore(deadline);
            Thread.sleep(200);
        }
    }

    private JsonNode untilState(String run, String state) throws Exception {
        return until(run, state, view -> view.path("state").asString().equals(state));
    }

    /** Waits until its open step was tried so often in vain. */
    private JsonNode untilWaiting(String run, int attempts) throws Exception {
        return until(
                run,
                "waiting",
                view -> view.path("state").asString().equals("waiting")
                        && step(view, view.at("/waiting/step").asString())
                                        .path("attempts")
                                        .asInt()
                                == attempts);
    }

    private static JsonNode step(JsonNode run, String name) {
        return run.path("steps")
                .valueStream()
                .filter(step -> step.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is no step of " + run));
    }

    private String log(String run) {
        var text = new StringBuilder();
        api.get("/runs/" + run + "/log")
                .path("items")
                .forEach(line -> text.append(line.path("who").asString(""))
                        .append(' ')
                        .append(line.path("text").asString())
                        .append('\n'));
        return text.toString();
    }

    /** The run id that Temporal has for it now. */
    private String execution() throws Exception {
        return JSON.readTree(by("describe", "--output", "json"))
                .at("/workflowExecutionInfo/execution/runId")
                .asString();
    }

    /** The workflow task after which this activity was scheduled. */
    private String eventBefore(String activity) throws Exception {
        var last = "";
        for (var event : JSON.readTree(by("show", "--output", "json")).path("events")) {
            switch (event.path("eventType").asString()) {
                case "EVENT_TYPE_WORKFLOW_TASK_COMPLETED" ->
                    last = event.path("eventId").asString();
                case "EVENT_TYPE_ACTIVITY_TASK_SCHEDULED" -> {
                    var type = event.at("/activityTaskScheduledEventAttributes/activityType/name");
                    if (type.asString().equals(activity)) {
                        return last;
                    }
                }
                default -> {
                    // Of no interest.
                }
            }
        }
        throw new AssertionError("No activity " + activity + " was scheduled");
    }

    private void refused(String reason, String... words) throws Exception {
        var said = ours(words);
        assertThat(said.status).as(said.out).isEqualTo(1);
        assertThat(said.errors).contains(reason);
    }

    /** Our own command line, in a process of its own. */
    private Ended ours(String... words) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Metalwright.class.getName()));
        command.addAll(List.of(words));
        command.addAll(List.of(
                "--api",
                settings.api().toString(),
                "--token-file",
                data.adminToken().toString()));
        return run(command);
    }

    /** Temporal's own command line: {@code temporal workflow …} on the machine's run. */
    private Ended temporal(String... words) throws Exception {
        var command = new ArrayList<>(List.of(temporal().toString(), "workflow", words[0]));
        command.addAll(List.of("--address", "127.0.0.1:" + settings.temporalPort()));
        command.addAll(List.of("--workflow-id", "machine/" + machine));
        command.addAll(List.of(words).subList(1, words.length));
        return run(command);
    }

    private String by(String... words) throws Exception {
        var said = temporal(words);
        assertThat(said.status).as("%s: %s", List.of(words), said.errors).isZero();
        return said.out;
    }

    private static Ended run(List<String> command) throws Exception {
        var errors = Files.createTempFile("errors", ".txt");
        try {
            var process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), out, Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }

    private static Path temporal() {
        return Path.of(Objects.requireNonNull(
                System.getenv("METALWRIGHT_TEMPORAL"),
                "METALWRIGHT_TEMPORAL: run the tests by 'metalwright test java'"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
