package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.command.Terminal.Column;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Named lists of steps. */
@Command(
        name = "runbooks",
        description = "Runbooks, named lists of steps for 'runs start runbook': list, show, add, change, remove.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class RunbooksCommand {
    private static final Column[] COLUMNS = {
        Column.of("NAME", "name"), new Column("STEPS", RunbooksCommand::steps), Column.of("DESCRIPTION", "description")
    };

    @Spec
    CommandSpec command = CommandSpec.create();

    private static String steps(JsonNode runbook) {
        return String.join(
                ", ",
                runbook.path("steps")
                        .valueStream()
                        .map(step -> {
                            var name = step.path("name").asString("");
                            var kind = step.path("do").asString("");
                            return name.equals(kind) ? name : name + " (" + kind + ")";
                        })
                        .toList());
    }

    /** What a runbook is made of. */
    static final class Content {
        @Option(
                names = "--steps",
                required = true,
                paramLabel = "FILE",
                description =
                        "JSON list of steps, each with 'do': power, bootos, inspect, wipe, erase, script, firmware, ask or leave")
        Path steps = Path.of("");

        @Option(names = "--description", description = "For people")
        @Nullable
        String description;
    }

    @Command(name = "list", description = "List runbooks.", mixinStandardHelpOptions = true)
    int list(@Mixin Connection connection) {
        connection.terminal().answer(connection.client().get("/runbooks?size=500"), COLUMNS);
        return 0;
    }

    @Command(
            name = "show",
            description = "Show a runbook; with --json all of its steps.",
            mixinStandardHelpOptions = true)
    int show(@Mixin Connection connection, @Parameters(paramLabel = "NAME") String name) {
        connection.terminal().answer(connection.client().get(path(name)), COLUMNS);
        return 0;
    }

    @Command(name = "add", description = "Enter a runbook.", mixinStandardHelpOptions = true)
    int add(@Mixin Connection connection, @Parameters(paramLabel = "NAME") String name, @Mixin Content content) {
        connection.terminal().answer(connection.client().post("/runbooks", body(name, content)), COLUMNS);
        return 0;
    }

    @Command(
            name = "change",
            description = "Write a runbook anew. Runs that go through it stay with what it was at their start.",
            mixinStandardHelpOptions = true)
    int change(@Mixin Connection connection, @Parameters(paramLabel = "NAME") String name, @Mixin Content content) {
        connection.terminal().answer(connection.client().replace(path(name), body(name, content)), COLUMNS);
        return 0;
    }

    @Command(name = "remove", description = "Remove a runbook.", mixinStandardHelpOptions = true)
    int remove(@Mixin Connection connection, @Parameters(paramLabel = "NAME") String name) {
        connection.client().delete(path(name));
        return 0;
    }

    private Map<String, Object> body(String name, Content content) {
        var body = new LinkedHashMap<String, Object>();
        body.put("name", name);
        if (content.description != null) {
            body.put("description", content.description);
        }
        body.put("steps", JsonFile.read(command, "steps", content.steps));
        return body;
    }

    private static String path(String name) {
        return "/runbooks/" + ApiClient.segment(name);
    }
}
