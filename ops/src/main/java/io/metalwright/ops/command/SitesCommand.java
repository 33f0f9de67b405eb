package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.command.Terminal.Column;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Places with their own boot-services and workers. */
@Command(
        name = "sites",
        description = "Places with their own boot-services and site workers: list, add, remove.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class SitesCommand {
    private static final Column[] COLUMNS = {Column.of("NAME", "name"), Column.of("DESCRIPTION", "description")};

    @Command(name = "list", description = "List sites.", mixinStandardHelpOptions = true)
    int list(@Mixin Connection connection) {
        connection.terminal().answer(connection.client().get("/sites?size=500"), COLUMNS);
        return 0;
    }

    @Command(name = "add", description = "Enter a site.", mixinStandardHelpOptions = true)
    int add(
            @Mixin Connection connection,
            @Parameters(paramLabel = "SITE", description = "A letter, then letters, digits and hyphens") String name,
            @Option(names = "--description", defaultValue = "", description = "For people") String description) {
        connection
                .terminal()
                .answer(connection.client().post("/sites", Map.of("name", name, "description", description)), COLUMNS);
        return 0;
    }

    @Command(name = "remove", description = "Remove a site that has no machines.", mixinStandardHelpOptions = true)
    int remove(@Mixin Connection connection, @Parameters(paramLabel = "SITE") String name) {
        connection.client().delete("/sites/" + ApiClient.segment(name));
        return 0;
    }
}
