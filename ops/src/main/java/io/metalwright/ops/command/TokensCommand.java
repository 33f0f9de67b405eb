package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.command.Terminal.Column;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Access to the API. */
@Command(
        name = "tokens",
        description = "Access tokens of the API: list, add, revoke.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class TokensCommand {
    private static final Column[] COLUMNS = {
        Column.of("ID", "id"), Column.of("NAME", "name"), Column.of("ROLE", "role"), Column.of("CREATED", "createdAt")
    };

    @Command(
            name = "list",
            description = "List tokens; their characters are shown only once, by 'add'.",
            mixinStandardHelpOptions = true)
    int list(@Mixin Connection connection) {
        connection.terminal().answer(connection.client().get("/tokens?size=500"), COLUMNS);
        return 0;
    }

    @Command(name = "add", description = "Make a token and print it, this once.", mixinStandardHelpOptions = true)
    int add(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NAME", description = "For whom or what it is") String name,
            @Option(
                            names = "--role",
                            defaultValue = "operator",
                            description = "admin, operator or viewer. Default: ${DEFAULT-VALUE}")
                    String role) {
        var answer = connection.client().post("/tokens", Map.of("name", name, "role", role));
        connection
                .terminal()
                .answer(answer, Column.of("ID", "id"), Column.of("ROLE", "role"), Column.of("TOKEN", "token"));
        return 0;
    }

    @Command(name = "revoke", description = "Let a token in no more.", mixinStandardHelpOptions = true)
    int revoke(@Mixin Connection connection, @Parameters(paramLabel = "ID") String id) {
        connection.client().delete("/tokens/" + ApiClient.segment(id));
        return 0;
    }
}
