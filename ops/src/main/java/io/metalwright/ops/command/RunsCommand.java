package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.command.Terminal.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs: what is done to machines. */
@Command(
        name = "runs",
        description = "Runs: list, show, start, follow, and steer those that wait.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class RunsCommand {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Column[] COLUMNS = {
        Column.of("ID", "id"),
        Column.of("KIND", "kind"),
        Column.of("MACHINE", "machineName"),
        Column.of("STATE", "state"),
        new Column("STEP", RunsCommand::step),
        Column.of("STARTED", "startedAt"),
        Column.of("OUTCOME", "outcome")
    };
    private static final Column[] STEPS = {
        Column.of("STEP", "name"),
        Column.of("STATE", "state"),
        Column.of("ATTEMPTS", "attempts"),
        Column.of("STARTED", "startedAt"),
        Column.of("ENDED", "endedAt"),
        new Column("EVIDENCE", step -> Terminal.field(step, step.path("trouble").isString() ? "trouble" : "evidence"))
    };

    @Spec
    CommandSpec spec = CommandSpec.create();

    private static String step(JsonNode run) {
        for (var step : run.path("steps")) {
            var state = step.path("state").asString("");
            if (state.equals("running") || state.equals("waiting")) {
                return step.path("name").asString("-");
            }
        }
        return "-";
    }

    @Command(name = "list", description = "List runs, the newest first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin Connection connection,
            @Option(names = "--machine", description = "Only runs of this machine") @Nullable String machine,
            @Option(names = "--state", description = "running, waiting, paused, cancelling, done, cancelled or failed")
                    @Nullable
                    String state,
            @Option(names = "--size", defaultValue = "50", description = "How many") int size) {
        var query = new StringBuilder("/runs?size=" + size);
        if (machine != null) {
            query.append("&machine=").append(ApiClient.segment(machine));
        }
        if (state != null) {
            query.append("&state=").append(ApiClient.segment(state));
        }
        connection.terminal().answer(connection.client().get(query.toString()), COLUMNS);
        return 0;
    }

    @Command(name = "show", description = "Show a run and its steps.", mixinStandardHelpOptions = true)
    int show(@Mixin Connection connection, @Parameters(paramLabel = "RUN") String run) {
        var view = connection.client().get("/runs/" + ApiClient.segment(run));
        var terminal = connection.terminal();
        terminal.answer(view, COLUMNS);
        if (!terminal.json()) {
            terminal.line("");
            terminal.answer(JSON.createObjectNode().set("items", view.path("steps")), STEPS);
            waiting(terminal, view.path("waiting"));
        }
        return 0;
    }

    private static void waiting(Terminal terminal, JsonNode waiting) {
        if (waiting.isObject()) {
            terminal.line("\nIt waits for you:");
            terminal.answer(
                    waiting,
                    Column.of("doing", "doing"),
                    Column.of("came back", "trouble"),
                    Column.of("last sign", "lastSign"),
                    Column.of("would help", "advice"),
                    Column.of("tries at", "nextTryAt"));
        }
    }

    @Command(name = "log", description = "Print a run's log.", mixinStandardHelpOptions = true)
    int log(@Mixin Connection connection, @Parameters(paramLabel = "RUN") String run) {
        connection
                .terminal()
                .answer(
                        connection.client().get("/runs/" + ApiClient.segment(run) + "/log"),
                        Column.of("AT", "at"),
                        Column.of("STEP", "step"),
                        Column.of("WHO", "who"),
                        Column.of("TEXT", "text"));
        return 0;
    }

    @Command(
            name = "follow",
            description =
                    "Print a run's log as it is written, until the run is over. Exit code 1 when it was not done.",
            mixinStandardHelpOptions = true)
    int follow(@Mixin Connection connection, @Parameters(paramLabel = "RUN") String run) throws IOException {
        var terminal = connection.terminal();
        var path = "/runs/" + ApiClient.segment(run);
        try (var events = new EventStream(connection.client().events(path + "/events"))) {
            events.forEach((event, data) -> {
                if (event.equals("log") && !terminal.json()) {
                    terminal.line("%s  %-16s %s"
                            .formatted(
                                    Terminal.field(data, "at"),
                                    Terminal.field(data, "step"),
                                    Terminal.field(data, "text")));
                }
                return !event.equals("end");
            });
        }
        var view = connection.client().get(path);
        terminal.answer(view, COLUMNS);
        return view.path("state").asString("").equals("done") ? 0 : 1;
    }

    @Command(name = "start", description = "Start a run.", mixinStandardHelpOptions = true)
    int start(
            @Mixin Connection connection,
            @Parameters(
                            index = "0",
                            paramLabel = "KIND",
                            completionCandidates = KindWords.class,
                            description = "${COMPLETION-CANDIDATES}")
                    String kind,
            @Parameters(index = "1", paramLabel = "MACHINE", description = "Id or name") String machine,
            @Option(names = "--spec", paramLabel = "FILE", description = "JSON file with the spec") @Nullable Path file,
            @Option(
                            names = "--set",
                            paramLabel = "FIELD=VALUE",
                            description =
                                    "A field of the spec, such as image=debian; a list or an object as JSON, such as disks=[\"S1\"]")
                    Map<String, String> fields) {
        var body = new LinkedHashMap<String, Object>();
        body.put("kind", kind);
        body.put("machine", machine);
        var wish = new LinkedHashMap<String, Object>();
        if (file != null) {
            readSpec(file).properties().forEach(entry -> wish.put(entry.getKey(), entry.getValue()));
        }
        if (fields != null) {
            fields.forEach((field, value) -> wish.put(field, fieldValue(field, value)));
        }
        body.put("spec", wish);
        connection.terminal().answer(connection.client().post("/runs", body), COLUMNS);
        return 0;
    }

    /** A text, unless it looks like a list or an object. */
    private Object fieldValue(String field, String text) {
        if (!text.startsWith("[") && !text.startsWith("{")) {
            return text;
        }
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw wrong("The field " + field + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private ParameterException wrong(String text, Exception cause) {
        return new ParameterException(spec.commandLine().getSubcommands().get("start"), text, cause);
    }

    private JsonNode readSpec(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw wrong("The spec " + file + " cannot be read.", e);
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw wrong(
                    "The spec " + file + " is no JSON: " + e.getOriginalMessage()
                            + (place == null
                                    ? ""
                                    : ", in line " + place.getLineNr() + ", column " + place.getColumnNr()),
                    e);
        }
    }

    @Command(
            name = "retry",
            description = "Try the waiting step again, with changed fields of the spec where some are given.",
            mixinStandardHelpOptions = true)
    int retry(
            @Mixin Connection connection,
            @Parameters(paramLabel = "RUN") String run,
            @Option(
                            names = "--change",
                            paramLabel = "POINTER=VALUE",
                            description = "A field of the spec, such as /image=debian-12")
                    Map<String, String> change,
            @Option(names = "--reason", description = "For the log") @Nullable String reason) {
        return steer(connection, run, "retry", change, reason);
    }

    @Command(name = "skip", description = "Go on without the waiting step.", mixinStandardHelpOptions = true)
    int skip(
            @Mixin Connection connection,
            @Parameters(paramLabel = "RUN") String run,
            @Option(names = "--reason", description = "For the log") @Nullable String reason) {
        return steer(connection, run, "skip", null, reason);
    }

    @Command(
            name = "cancel",
            description = "Stop a run, and undo in reverse order what has an undo.",
            mixinStandardHelpOptions = true)
    int cancel(
            @Mixin Connection connection,
            @Parameters(paramLabel = "RUN") String run,
            @Option(names = "--reason", description = "For the log") @Nullable String reason) {
        return steer(connection, run, "cancel", null, reason);
    }

    @Command(
            name = "pause",
            description = "Let a run begin nothing more; the step that is under way is finished first.",
            mixinStandardHelpOptions = true)
    int pause(
            @Mixin Connection connection,
            @Parameters(paramLabel = "RUN") String run,
            @Option(names = "--reason", description = "For the log") @Nullable String reason) {
        return steer(connection, run, "pause", null, reason);
    }

    @Command(name = "resume", description = "Let a paused run go on.", mixinStandardHelpOptions = true)
    int resume(
            @Mixin Connection connection,
            @Parameters(paramLabel = "RUN") String run,
            @Option(names = "--reason", description = "For the log") @Nullable String reason) {
        return steer(connection, run, "resume", null, reason);
    }

    private static int steer(
            Connection connection,
            String run,
            String word,
            @Nullable Map<String, String> change,
            @Nullable String reason) {
        var body = new LinkedHashMap<String, Object>();
        if (change != null && !change.isEmpty()) {
            var pointers = new LinkedHashMap<String, String>();
            change.forEach((field, value) -> pointers.put(field.startsWith("/") ? field : "/" + field, value));
            body.put("change", pointers);
        }
        if (reason != null) {
            body.put("reason", reason);
        }
        connection
                .terminal()
                .answer(connection.client().post("/runs/" + ApiClient.segment(run) + "/" + word, body), COLUMNS);
        return 0;
    }
}
