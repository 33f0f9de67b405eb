package io.metalwright.ops.command;

import io.metalwright.ops.command.Terminal.Column;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The keys under which passwords lie in the database. */
@Command(
        name = "secrets",
        description = "Keys that seal the secrets in the database: which are in use, and changing them.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class SecretsCommand {

    @Command(
            name = "keys",
            description = "List the keys, by a sum that does not tell them, and how many secrets each seals.",
            mixinStandardHelpOptions = true)
    int keys(@Mixin Connection connection) {
        connection
                .terminal()
                .answer(
                        connection.client().get("/secret-keys"),
                        Column.of("KEY", "id"),
                        Column.of("SEALS", "sealing"),
                        Column.of("HELD", "held"),
                        Column.of("SECRETS", "secrets"));
        return 0;
    }

    @Command(
            name = "reseal",
            description = "Seal with the first key what lies under another, so that the others can go.",
            mixinStandardHelpOptions = true)
    int reseal(@Mixin Connection connection) {
        connection
                .terminal()
                .answer(connection.client().post("/secret-keys/reseal", Map.of()), Column.of("SEALED ANEW", "sealed"));
        return 0;
    }
}
