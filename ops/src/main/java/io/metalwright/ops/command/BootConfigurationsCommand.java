package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.command.Terminal.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What installers, first boots and firmware fetch of a machine. */
@Command(
        name = "boot-configurations",
        description =
                "Kickstart, preseed, autoinstall, AutoYaST, cloud-init, Ignition, iPXE of machines: list, show, add, preview, remove.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class BootConfigurationsCommand {
    private static final Column[] COLUMNS = {
        Column.of("NAME", "name"),
        Column.of("SITE", "site"),
        Column.of("MACHINES", "machines"),
        Column.of("SEGMENTS", "segments"),
        new Column("DOCUMENTS", row -> String.join(", ", row.path("documents").propertyNames()))
    };
    private static final Column[] PREVIEW = {
        Column.of("MACHINE", "machine"),
        Column.of("APPLIES", "applies"),
        new Column("DOCUMENTS", row -> row.path("documents").toPrettyString())
    };

    @Command(name = "list", description = "List boot configurations.", mixinStandardHelpOptions = true)
    int list(@Mixin Connection connection) {
        connection.terminal().answer(connection.client().get("/boot-configurations?size=500"), COLUMNS);
        return 0;
    }

    @Command(name = "show", description = "Show a boot configuration.", mixinStandardHelpOptions = true)
    int show(@Mixin Connection connection, @Parameters(paramLabel = "NAME") String name) {
        connection.terminal().answer(connection.client().get(path(name)), COLUMNS);
        return 0;
    }

    @Command(name = "add", description = "Enter a boot configuration.", mixinStandardHelpOptions = true)
    int add(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--site", defaultValue = "default", description = "Default: ${DEFAULT-VALUE}") String site,
            @Option(names = "--machine", description = "Id or MAC address; repeatable. None: see --segment")
                    List<String> machines,
            @Option(names = "--segment", description = "For all of its machines; repeatable. None: for all of the site")
                    List<String> segments,
            @Option(
                            names = "--document",
                            required = true,
                            paramLabel = "KIND=FILE",
                            description =
                                    "ipxe, httpboot, ignition, meta-data, user-data, vendor-data, network-config, kickstart, preseed, autoinstall or autoyast; repeatable. Words in it: {{hostname}}, {{mac}}, {{address}} …")
                    Map<String, Path> documents)
            throws IOException {
        var texts = new LinkedHashMap<String, String>();
        for (var document : documents.entrySet()) {
            texts.put(document.getKey(), Files.readString(document.getValue()));
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("name", name);
        body.put("site", site);
        body.put("machines", machines == null ? List.of() : machines);
        body.put("segments", segments == null ? List.of() : segments);
        body.put("documents", texts);
        connection.terminal().answer(connection.client().post("/boot-configurations", body), COLUMNS);
        return 0;
    }

    @Command(name = "preview", description = "Show what a machine would fetch.", mixinStandardHelpOptions = true)
    int preview(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "MACHINE", description = "Id or name") String machine) {
        connection
                .terminal()
                .answer(connection.client().get(path(name) + "/preview/" + ApiClient.segment(machine)), PREVIEW);
        return 0;
    }

    @Command(name = "remove", description = "Remove a boot configuration.", mixinStandardHelpOptions = true)
    int remove(@Mixin Connection connection, @Parameters(paramLabel = "NAME") String name) {
        connection.client().delete(path(name));
        return 0;
    }

    private static String path(String name) {
        return "/boot-configurations/" + ApiClient.segment(name);
    }
}
