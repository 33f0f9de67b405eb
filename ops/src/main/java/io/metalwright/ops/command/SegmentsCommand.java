package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.command.Terminal.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Networks that boot-services serve. */
@Command(
        name = "segments",
        description = "Networks that are served: list, show, add, change, remove.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class SegmentsCommand {
    private static final Column[] COLUMNS = {
        Column.of("NAME", "name"),
        Column.of("SITE", "site"),
        Column.of("CIDR", "cidr"),
        Column.of("GATEWAY", "gateway"),
        Column.of("MACHINES", "machines"),
        Column.of("BMCS", "bmcs"),
        Column.of("REGISTRATION", "registration"),
        Column.of("DHCP", "dhcp.mode")
    };

    @Command(name = "list", description = "List segments.", mixinStandardHelpOptions = true)
    int list(@Mixin Connection connection) {
        connection.terminal().answer(connection.client().get("/segments?size=500"), COLUMNS);
        return 0;
    }

    @Command(name = "show", description = "Show a segment.", mixinStandardHelpOptions = true)
    int show(@Mixin Connection connection, @Parameters(paramLabel = "SEGMENT") String name) {
        connection.terminal().answer(connection.client().get("/segments/" + ApiClient.segment(name)), COLUMNS);
        return 0;
    }

    @Command(name = "add", description = "Serve a network.", mixinStandardHelpOptions = true)
    int add(
            @Mixin Connection connection,
            @Parameters(paramLabel = "SEGMENT", description = "Its name") String name,
            @Option(names = "--site", defaultValue = "default", description = "Default: ${DEFAULT-VALUE}") String site,
            @Mixin SegmentOptions options) {
        if (options.cidr == null) {
            throw new ParameterException(
                    options.command.commandLine(),
                    "Missing required option: '--cidr', the network, such as 10.77.0.0/24");
        }
        var body = options.body();
        body.put("name", name);
        body.put("site", site);
        connection.terminal().answer(connection.client().post("/segments", body), COLUMNS);
        return 0;
    }

    @Command(
            name = "change",
            description =
                    "Change how a network is served: what is given, and nothing else. An empty word takes a thing away (--gateway ''). Counts from the next packet on.",
            mixinStandardHelpOptions = true)
    int change(
            @Mixin Connection connection,
            @Parameters(paramLabel = "SEGMENT") String name,
            @Mixin SegmentOptions options) {
        var path = "/segments/" + ApiClient.segment(name);
        var segment = (ObjectNode) connection.client().get(path);
        if (!options.change(segment)) {
            throw new ParameterException(
                    options.command.commandLine(),
                    "Nothing is to be changed: give what is to be other, such as --machines 10.77.0.100-10.77.0.199.");
        }
        connection.terminal().answer(connection.client().replace(path, segment), COLUMNS);
        return 0;
    }

    @Command(name = "remove", description = "Serve a network no more.", mixinStandardHelpOptions = true)
    int remove(@Mixin Connection connection, @Parameters(paramLabel = "SEGMENT") String name) {
        connection.client().delete("/segments/" + ApiClient.segment(name));
        return 0;
    }
}
