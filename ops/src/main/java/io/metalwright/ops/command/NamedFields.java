package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.command.Terminal.Column;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Commands for fields of a spec that are kept under a name, so that runs can name them. */
abstract class NamedFields {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Column[] COLUMNS = {
        Column.of("NAME", "name"),
        new Column("FIELDS", kept -> String.join(", ", kept.path("spec").propertyNames())),
        Column.of("DESCRIPTION", "description")
    };

    /** What one is made of. */
    static final class Content {
        @Spec(Spec.Target.MIXEE)
        CommandSpec command = CommandSpec.create();

        @Option(names = "--spec", paramLabel = "FILE", description = "JSON object with the fields")
        @Nullable
        Path spec;

        @Option(names = "--description", description = "For people")
        @Nullable
        String description;
    }

    /** Of the API, such as {@code /templates}. */
    private final String path;

    NamedFields(String path) {
        this.path = path;
    }

    @Command(name = "list", description = "List them.", mixinStandardHelpOptions = true)
    public int list(@Mixin Connection connection) {
        connection.terminal().answer(connection.client().get(path + "?size=500"), COLUMNS);
        return 0;
    }

    @Command(name = "show", description = "Show one; with --json all that it says.", mixinStandardHelpOptions = true)
    public int show(@Mixin Connection connection, @Parameters(paramLabel = "NAME") String name) {
        connection.terminal().answer(connection.client().get(path(name)), COLUMNS);
        return 0;
    }

    @Command(name = "add", description = "Enter one.", mixinStandardHelpOptions = true)
    public int add(@Mixin Connection connection, @Parameters(paramLabel = "NAME") String name, @Mixin Content content) {
        if (content.spec == null) {
            throw new ParameterException(content.command.commandLine(), "Missing required option: '--spec=FILE'");
        }
        var body = JSON.createObjectNode().put("name", name);
        fill(body, content);
        connection.terminal().answer(connection.client().post(path, body), COLUMNS);
        return 0;
    }

    @Command(
            name = "change",
            description = "Change its fields or its description. Runs that began before stay with what it was.",
            mixinStandardHelpOptions = true)
    public int change(
            @Mixin Connection connection, @Parameters(paramLabel = "NAME") String name, @Mixin Content content) {
        if (content.spec == null && content.description == null) {
            throw new ParameterException(
                    content.command.commandLine(), "Nothing is to be changed: give --spec or --description.");
        }
        var before = connection.client().get(path(name));
        var body = JSON.createObjectNode().put("name", name);
        body.set("description", before.path("description"));
        body.set("spec", before.path("spec"));
        fill(body, content);
        connection.terminal().answer(connection.client().replace(path(name), body), COLUMNS);
        return 0;
    }

    @Command(name = "remove", description = "Remove one.", mixinStandardHelpOptions = true)
    public int remove(@Mixin Connection connection, @Parameters(paramLabel = "NAME") String name) {
        connection.client().delete(path(name));
        return 0;
    }

    private static void fill(ObjectNode body, Content content) {
        if (content.description != null) {
            body.put("description", content.description);
        }
        if (content.spec != null) {
            body.set("spec", JsonFile.read(content.command, "fields", content.spec));
        }
    }

    private String path(String name) {
        return path + "/" + ApiClient.segment(name);
    }
}
