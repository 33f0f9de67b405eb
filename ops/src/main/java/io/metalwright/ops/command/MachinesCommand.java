package io.metalwright.ops.command;

import io.metalwright.model.boot.BootMethod;
import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.command.Terminal.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Machines of the CMDB. */
@Command(
        name = "machines",
        description = "Machines: list, show, hardware, health, events, add, change, remove.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class MachinesCommand {
    private static final Column[] COLUMNS = {
        Column.of("ID", "id"),
        Column.of("NAME", "name"),
        Column.of("STATE", "state"),
        Column.of("HEALTH", "health"),
        Column.of("SITE", "site"),
        Column.of("ADDRESS", "address"),
        Column.of("MAC", "macs"),
        Column.of("SERIAL", "serial"),
        Column.of("HOSTNAME", "hostname"),
        Column.of("RUN", "activeRun.step")
    };
    private static final Column[] DETAILS = Stream.concat(
                    Stream.of(COLUMNS),
                    Stream.of(
                            Column.of("BMC", "bmc.address"),
                            Column.of("PROTOCOL", "bmc.protocol"),
                            Column.of("BMC USER", "bmc.user"),
                            Column.of("BOOT METHOD", "bootMethod"),
                            Column.of("BOOT ADDRESS", "bootAddress"),
                            Column.of("IMAGE", "image")))
            .toArray(Column[]::new);

    /** How BootOS comes to it. */
    static final class BootOptions {
        @Option(
                names = "--boot-method",
                converter = BootMethodWord.class,
                completionCandidates = BootMethodWord.class,
                description = "How BootOS comes to it: ${COMPLETION-CANDIDATES}; the latter needs a BMC with Redfish")
        @Nullable
        BootMethod method;

        @Option(
                names = "--boot-address",
                paramLabel = "ADDRESS",
                description = "Its address in BootOS, in one of the site's segments")
        @Nullable
        String address;

        void into(Map<String, Object> body) {
            if (method != null) {
                body.put("bootMethod", method.word());
            }
            if (address != null) {
                body.put("bootAddress", address);
            }
        }
    }

    static final class BootMethodWord extends EnumWord<BootMethod> {
        BootMethodWord() {
            super("boot method", BootMethod.values(), BootMethod::word);
        }
    }

    /** A BMC as it is named by hand. */
    static final class BmcOptions {
        @Spec(Spec.Target.MIXEE)
        CommandSpec command = CommandSpec.create();

        @Option(
                names = "--bmc",
                paramLabel = "ADDRESS",
                description = "Address of its BMC, where it cannot be set up from inside")
        @Nullable
        String address;

        @Option(
                names = "--bmc-protocol",
                completionCandidates = ProtocolWords.class,
                description = "How it is spoken to: ${COMPLETION-CANDIDATES}. Default: as before, else ipmi")
        @Nullable
        String protocol;

        @Option(names = "--bmc-port", description = "Its port. Default: 623 over UDP for IPMI, 443 for Redfish")
        @Nullable
        Integer port;

        @Option(names = "--bmc-user", description = "A user that may switch power")
        @Nullable
        String user;

        @Option(
                names = "--bmc-password-file",
                paramLabel = "FILE",
                description = "File with that user's password on its first line")
        @Nullable
        Path passwordFile;

        void into(Map<String, Object> body) {
            if (address == null && user == null && passwordFile == null) {
                return;
            }
            if (address == null || user == null || passwordFile == null) {
                throw new ParameterException(
                        command.commandLine(), "--bmc, --bmc-user and --bmc-password-file go together.");
            }
            var bmc = new LinkedHashMap<String, Object>();
            if (protocol != null) {
                bmc.put("protocol", protocol);
            }
            bmc.put("address", address);
            if (port != null) {
                bmc.put("port", port);
            }
            bmc.put("user", user);
            bmc.put("password", password(passwordFile));
            body.put("bmc", bmc);
        }

        private String password(Path file) {
            try (var lines = Files.lines(file)) {
                return lines.findFirst()
                        .filter(line -> !line.isBlank())
                        .orElseThrow(() -> new ParameterException(command.commandLine(), file + " is empty."));
            } catch (IOException e) {
                throw new ParameterException(command.commandLine(), file + " cannot be read.", e);
            }
        }
    }

    @Spec
    CommandSpec spec = CommandSpec.create();

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
            @Option(
                            names = "--capability",
                            paramLabel = "EXPRESSION",
                            description =
                                    "Only machines that can do this: 'cores:>= 16', 'product:<in> Gen10', 'disk_bus:<or> nvme <or> sas'; may be repeated")
                    @Nullable
                    List<String> capabilities,
            @Option(names = "--page", defaultValue = "0", description = "Page, from 0") int page,
            @Option(names = "--size", defaultValue = "100", description = "Machines a page") int size) {
        var query = new StringBuilder("/machines?page=" + page + "&size=" + size);
        if (search != null) {
            query.append("&search=").append(ApiClient.segment(search));
        }
        if (state != null) {
            query.append("&state=").append(ApiClient.segment(state));
        }
        if (capabilities != null) {
            capabilities.forEach(capability -> query.append("&capability=").append(ApiClient.segment(capability)));
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
        connection.terminal().answer(connection.client().get("/machines/" + ApiClient.segment(machine)), DETAILS);
        return 0;
    }

    @Command(
            name = "hardware",
            description = "Show a machine's hardware with the source of each fact, and what its BMC tells otherwise.",
            mixinStandardHelpOptions = true)
    int hardware(
            @Mixin Connection connection,
            @Parameters(paramLabel = "MACHINE", description = "Id or name") String machine) {
        var answer = connection.client().get("/machines/" + ApiClient.segment(machine) + "/hardware");
        if (connection.terminal().json()) {
            connection.terminal().answer(answer);
        } else {
            new HardwareListing(connection.terminal()).print(answer);
        }
        return 0;
    }

    @Command(
            name = "health",
            description = "How a machine fares, as its BMC told when it was last asked; with --json all its sensors.",
            mixinStandardHelpOptions = true)
    int health(
            @Mixin Connection connection,
            @Parameters(paramLabel = "MACHINE", description = "Id or name") String machine) {
        connection
                .terminal()
                .answer(
                        connection.client().get("/machines/" + ApiClient.segment(machine) + "/health"),
                        Column.of("HEALTH", "health"),
                        Column.of("POWER", "power"),
                        Column.of("OF", "answeredAt"),
                        Column.of("SILENT SINCE", "silentSince"),
                        new Column("EVENTS PUSHED", health -> pushed(health.path("eventPush"))),
                        Column.of("REASONS", "reasons"));
        return 0;
    }

    /** Since when a BMC pushes its events, or why it does not. */
    private static String pushed(JsonNode push) {
        return push.path(push.path("works").asBoolean() ? "since" : "trouble").asString("");
    }

    @Command(
            name = "events",
            description = "The events of a machine that are kept, the newest first.",
            mixinStandardHelpOptions = true)
    int events(
            @Mixin Connection connection,
            @Parameters(paramLabel = "MACHINE", description = "Id or name") String machine,
            @Option(names = "--search", paramLabel = "TEXT", description = "Only those with this in them") @Nullable
                    String search,
            @Option(names = "--most", defaultValue = "50", description = "How many. Default: ${DEFAULT-VALUE}")
                    int most) {
        var query = "/machines/" + ApiClient.segment(machine) + "/events?size=" + most
                + (search == null ? "" : "&search=" + ApiClient.segment(search));
        connection
                .terminal()
                .answer(
                        connection.client().get(query),
                        Column.of("TIME", "happenedAt"),
                        Column.of("SEEN", "seenAt"),
                        Column.of("BY", "source"),
                        Column.of("SEVERITY", "severity"),
                        Column.of("SENSOR", "sensor"),
                        Column.of("TYPE", "type"),
                        new Column(
                                "EVENT",
                                event -> event.path("words").asString("")
                                        + (event.path("asserted").asBoolean() ? "" : " (over)")),
                        Column.of("DETAIL", "detail"));
        return 0;
    }

    @Command(name = "add", description = "Enter a machine before its first boot.", mixinStandardHelpOptions = true)
    int add(
            @Mixin Connection connection,
            @Option(names = "--mac", required = true, description = "MAC address of the port it boots from") String mac,
            @Option(names = "--name", description = "Name for people") @Nullable String name,
            @Option(names = "--site", description = "Site, by default 'default'") @Nullable String site,
            @Mixin BootOptions boot,
            @Mixin BmcOptions bmc) {
        var body = new LinkedHashMap<String, Object>();
        body.put("mac", mac);
        if (name != null) {
            body.put("name", name);
        }
        if (site != null) {
            body.put("site", site);
        }
        boot.into(body);
        bmc.into(body);
        connection.terminal().answer(connection.client().post("/machines", body), DETAILS);
        return 0;
    }

    @Command(
            name = "change",
            description =
                    "Give a machine another name or way into BootOS, or name its BMC by hand. What is not given stays.",
            mixinStandardHelpOptions = true)
    int change(
            @Mixin Connection connection,
            @Parameters(paramLabel = "MACHINE", description = "Id or name") String machine,
            @Option(names = "--name", description = "Name for people") @Nullable String name,
            @Mixin BootOptions boot,
            @Mixin BmcOptions bmc) {
        var body = new LinkedHashMap<String, Object>();
        if (name != null) {
            body.put("name", name);
        }
        boot.into(body);
        bmc.into(body);
        if (body.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine().getSubcommands().get("change"),
                    "Nothing is to be changed: give --name, --boot-method, --boot-address, or --bmc with its user and password.");
        }
        connection
                .terminal()
                .answer(connection.client().patch("/machines/" + ApiClient.segment(machine), body), DETAILS);
        return 0;
    }

    @Command(
            name = "queue",
            description = "List the runs that wait for a machine, in their order.",
            mixinStandardHelpOptions = true)
    int queue(
            @Mixin Connection connection,
            @Parameters(paramLabel = "MACHINE", description = "Id or name") String machine) {
        connection.terminal().answer(connection.client().get(QueuedRuns.path(machine)), QueuedRuns.COLUMNS);
        return 0;
    }

    @Command(name = "unqueue", description = "Take a run out of a machine's queue.", mixinStandardHelpOptions = true)
    int unqueue(
            @Mixin Connection connection,
            @Parameters(paramLabel = "MACHINE", description = "Id or name") String machine,
            @Parameters(paramLabel = "ID", description = "As 'machines queue' tells it") String queued) {
        connection.client().delete(QueuedRuns.path(machine) + "/" + ApiClient.segment(queued));
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
