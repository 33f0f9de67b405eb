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

    private static final Column[] PLANNED = {
        Column.of("STEP", "name"),
        Column.of("WHAT", "title"),
        Column.of("DESTROYS DATA", "destroysData"),
        Column.of("MAY BE SKIPPED", "skippable")
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
    int follow(@Mixin Connection connection, @Parameters(paramLabel = "RUN") String run) throws InterruptedException {
        var terminal = connection.terminal();
        var path = "/runs/" + ApiClient.segment(run);
        new RunFollower(connection.client(), path, line -> {
                    if (!terminal.json()) {
                        terminal.line("%s  %-16s %s"
                                .formatted(
                                        Terminal.field(line, "at"),
                                        Terminal.field(line, "step"),
                                        Terminal.field(line, "text")));
                    }
                })
                .follow();
        var view = connection.client().get(path);
        terminal.answer(view, COLUMNS);
        return view.path("state").asString("").equals("done") ? 0 : 1;
    }

    @Command(name = "start", description = "Start a run.", mixinStandardHelpOptions = true)
    int start(
            @Mixin Connection connection,
            @Mixin RunWish wish,
            @Option(
                            names = "--plan",
                            paramLabel = "HASH",
                            description = "Start only if this is still what 'runs plan' told")
                    @Nullable
                    String plan,
            @Option(names = "--queue", description = "Wait where another run has the machine; see 'machines queue'")
                    boolean queue) {
        var body = wish.body();
        if (plan != null) {
            body.put("planHash", plan);
        }
        var answer = connection.client().post(queue ? "/runs?queue=true" : "/runs", body);
        connection.terminal().answer(answer, answer.has("workflowId") ? COLUMNS : QueuedRuns.COLUMNS);
        return 0;
    }

    @Command(
            name = "plan",
            description = "Tell what such a run would do, and do nothing: what is erased, written and addressed.",
            mixinStandardHelpOptions = true)
    int plan(@Mixin Connection connection, @Mixin RunWish wish) {
        var plan = connection.client().post("/runs?dryRun=true", wish.body());
        var terminal = connection.terminal();
        if (terminal.json()) {
            terminal.answer(plan);
            return 0;
        }
        plan.path("effects").forEach(effect -> terminal.line(effect.asString()));
        terminal.line("");
        terminal.answer(JSON.createObjectNode().set("items", plan.path("steps")), PLANNED);
        terminal.line("\nPlan " + plan.path("hash").asString() + ". Start it with: runs start … --plan HASH");
        return 0;
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
                            description =
                                    "A field of the spec, such as /image=debian-12 or /image=https://…; a list or an object as JSON, such as /disks={\"serials\":[\"S1\"]}; or of the machine's BMC: /bmc/address=…, /bmc/port=…, /bmc/user=…. May be repeated")
                    @Nullable
                    Map<String, String> change,
            @Option(
                            names = "--change-file",
                            paramLabel = "POINTER=FILE",
                            description =
                                    "The same with what stands in a file, such as /bmc/password=FILE or /postInstall=FILE; a password is its first line")
                    @Nullable
                    Map<String, Path> changeFromFile,
            @Option(names = "--reason", description = "For the log") @Nullable String reason) {
        var fields = new LinkedHashMap<String, Object>();
        if (change != null) {
            change.forEach((field, value) -> fields.put(pointer(field), FieldValue.of(field, value, spec)));
        }
        if (changeFromFile != null) {
            changeFromFile.forEach((field, file) -> fields.put(pointer(field), contents(field, file)));
        }
        return steer(connection, run, "retry", fields, reason);
    }

    @Command(name = "skip", description = "Go on without the waiting step.", mixinStandardHelpOptions = true)
    int skip(
            @Mixin Connection connection,
            @Parameters(paramLabel = "RUN") String run,
            @Option(names = "--reason", description = "For the log") @Nullable String reason) {
        return steer(connection, run, "skip", Map.of(), reason);
    }

    @Command(
            name = "cancel",
            description = "Stop a run, and undo in reverse order what has an undo.",
            mixinStandardHelpOptions = true)
    int cancel(
            @Mixin Connection connection,
            @Parameters(paramLabel = "RUN") String run,
            @Option(names = "--reason", description = "For the log") @Nullable String reason) {
        return steer(connection, run, "cancel", Map.of(), reason);
    }

    @Command(
            name = "pause",
            description = "Let a run begin nothing more; the step that is under way is finished first.",
            mixinStandardHelpOptions = true)
    int pause(
            @Mixin Connection connection,
            @Parameters(paramLabel = "RUN") String run,
            @Option(names = "--reason", description = "For the log") @Nullable String reason) {
        return steer(connection, run, "pause", Map.of(), reason);
    }

    @Command(name = "resume", description = "Let a paused run go on.", mixinStandardHelpOptions = true)
    int resume(
            @Mixin Connection connection,
            @Parameters(paramLabel = "RUN") String run,
            @Option(names = "--reason", description = "For the log") @Nullable String reason) {
        return steer(connection, run, "resume", Map.of(), reason);
    }

    private static String pointer(String field) {
        return field.startsWith("/") ? field : "/" + field;
    }

    /** What stands in arguments is for all to see, so that secrets are read from files. */
    private String contents(String field, Path file) {
        try {
            var text = Files.readString(file);
            return field.endsWith("password") ? text.lines().findFirst().orElse("") : text;
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), file + " cannot be read.", e);
        }
    }

    private static int steer(
            Connection connection, String run, String word, Map<String, Object> change, @Nullable String reason) {
        var body = new LinkedHashMap<String, Object>();
        if (!change.isEmpty()) {
            body.put("change", change);
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
