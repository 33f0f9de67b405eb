package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.command.Terminal.Column;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Machines of the CMDB. */
@Command(
        name = "machines",
        description = "Machines: list, show, add, remove.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class MachinesCommand {
    private static final Column[] COLUMNS = {
        Column.of("ID", "id"),
        Column.of("NAME", "name"),
        Column.of("STATE", "state"),
        Column.of("SITE", "site"),
        Column.of("ADDRESS", "address"),
        Column.of("MAC", "macs"),
        Column.of("SERIAL", "serial"),
        Column.of("HOSTNAME", "hostname"),
        Column.of("RUN", "activeRun.step")
    };

    @Command(name = "list", description = "List machines.", mixinStandardHelpOptions = true)
    int list(
            @Mixin Connection connection,
            @Option(
                            names = "--search",
                            paramLabel = "TEXT",
                            description = "Name, id, serial, MAC, address or host name")
                    @Nullable
                    String search,
            @Option(names = "--state", description = "Only machines in this state") @Nullable String state,
            @Option(names = "--page", defaultValue = "0", description = "Page, from 0") int page,
            @Option(names = "--size", defaultValue = "100", description = "Machines a page") int size) {
        var query = new StringBuilder("/machines?page=" + page + "&size=" + size);
        if (search != null) {
            query.append("&search=").append(ApiClient.segment(search));
        }
        if (state != null) {
            query.append("&state=").append(ApiClient.segment(state));
        }
        connection.terminal().answer(connection.client().get(query.toString()), COLUMNS);
        return 0;
    }

    @Command(
            name = "show",
            description = "Show a machine, with --json all of its hardware.",
            mixinStandardHelpOptions = true)
    int show(
            @Mixin Connection connection,
            @Parameters(paramLabel = "MACHINE", description = "Id or name") String machine) {
        connection.terminal().answer(connection.client().get("/machines/" + ApiClient.segment(machine)), COLUMNS);
        return 0;
    }

    @Command(name = "add", description = "Enter a machine before its first boot.", mixinStandardHelpOptions = true)
    int add(
            @Mixin Connection connection,
            @Option(names = "--mac", required = true, description = "MAC address of the port it boots from") String mac,
            @Option(names = "--name", description = "Name for people") @Nullable String name,
            @Option(names = "--site", description = "Site, by default 'default'") @Nullable String site) {
        var body = new LinkedHashMap<String, Object>();
        body.put("mac", mac);
        if (name != null) {
            body.put("name", name);
        }
        if (site != null) {
            body.put("site", site);
        }
        connection.terminal().answer(connection.client().post("/machines", body), COLUMNS);
        return 0;
    }

    @Command(
            name = "remove",
            description = "Forget a machine. Its disks are not touched.",
            mixinStandardHelpOptions = true)
    int remove(@Mixin Connection connection, @Parameters(paramLabel = "MACHINE") String machine) {
        connection.client().delete("/machines/" + ApiClient.segment(machine));
        return 0;
    }
}
