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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** What installers, first boots and firmware fetch of a machine. */
@Command(
        name = "boot-configurations",
        description =
                "Kickstart, preseed, autoinstall, AutoYaST, cloud-init, Ignition, iPXE of machines: list, show, add, change, preview, remove.",
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

    /** What one is made of. */
    static final class Content {
        private static final Map<String, String> FIELDS = Map.of("--machine", "machines", "--segment", "segments");

        @Spec(Spec.Target.MIXEE)
        CommandSpec command = CommandSpec.create();

        @Option(names = "--machine", description = "Id or MAC address; repeatable. None: see --segment")
        List<String> machines = List.of();

        @Option(names = "--segment", description = "For all of its machines; repeatable. None: for all of the site")
        List<String> segments = List.of();

        @Option(
                names = "--document",
                paramLabel = "KIND=FILE",
                description =
                        "ipxe, httpboot, ignition, meta-data, user-data, vendor-data, network-config, kickstart, preseed, autoinstall or autoyast; repeatable. Words in it: {{hostname}}, {{mac}}, {{address}} …")
        Map<String, Path> documents = Map.of();

        Map<String, Object> recipients() {
            return Map.of("machines", machines, "segments", segments);
        }

        Map<String, String> texts() throws IOException {
            var texts = new LinkedHashMap<String, String>();
            for (var document : documents.entrySet()) {
                texts.put(document.getKey(), Files.readString(document.getValue()));
            }
            return texts;
        }

        /** False where nothing was given. */
        boolean change(ObjectNode configuration) throws IOException {
            var texts = configuration.withObject("/documents");
            texts().forEach(texts::put);
            return Change.of(command, recipients(), FIELDS).apply(configuration) || !documents.isEmpty();
        }
    }

    @Command(name = "add", description = "Enter a boot configuration.", mixinStandardHelpOptions = true)
    int add(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--site", defaultValue = "default", description = "Default: ${DEFAULT-VALUE}") String site,
            @Mixin Content content)
            throws IOException {
        if (content.documents.isEmpty()) {
            throw new ParameterException(
                    content.command.commandLine(), "Missing required option: '--document=KIND=FILE'");
        }
        var body = new LinkedHashMap<>(content.recipients());
        body.put("name", name);
        body.put("site", site);
        body.put("documents", content.texts());
        connection.terminal().answer(connection.client().post("/boot-configurations", body), COLUMNS);
        return 0;
    }

    @Command(
            name = "change",
            description =
                    "Change for whom it is, or some of its documents; what is not named stays. An empty word takes all of a kind away (--machine '').",
            mixinStandardHelpOptions = true)
    int change(@Mixin Connection connection, @Parameters(paramLabel = "NAME") String name, @Mixin Content content)
            throws IOException {
        var configuration = (ObjectNode) connection.client().get(path(name));
        if (!content.change(configuration)) {
            throw new ParameterException(
                    content.command.commandLine(),
                    "Nothing is to be changed: give --document, --machine or --segment.");
        }
        connection.terminal().answer(connection.client().replace(path(name), configuration), COLUMNS);
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
