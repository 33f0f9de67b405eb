package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.command.Terminal.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** What of machines somebody is told of. */
@Command(
        name = "alerts",
        description =
                "What of machines somebody is told of: list, clear, mute, threshold, overrides, unmute, rules, rule, remove-rule.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class AlertsCommand {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Column[] ALERTS = {
        Column.of("ID", "id"),
        Column.of("MACHINE", "machineName"),
        Column.of("SEVERITY", "severity"),
        Column.of("ABOUT", "subject"),
        Column.of("RAISED", "raisedAt"),
        Column.of("OVER", "clearedAt"),
        Column.of("MUTED", "muted"),
        Column.of("RULE", "rule"),
        Column.of("WORDS", "words")
    };
    private static final Column[] RULES = {
        Column.of("NAME", "name"),
        Column.of("SEVERITY", "severity"),
        Column.of("ENABLED", "enabled"),
        Column.of("CONDITION", "condition"),
        Column.of("DESCRIPTION", "description")
    };
    private static final Column[] OVERRIDES = {
        Column.of("RULE", "rule"),
        Column.of("ABOUT", "subject"),
        Column.of("MUTED", "muted"),
        Column.of("UNTIL", "until"),
        Column.of("ABOVE", "above"),
        Column.of("BELOW", "below"),
        Column.of("REASON", "reason")
    };

    @Spec
    CommandSpec spec = CommandSpec.create();

    /** Which alerts of a machine are meant. */
    static final class About {
        @Parameters(paramLabel = "MACHINE", description = "Id or name")
        String machine = "";

        @Option(names = "--rule", defaultValue = "*", description = "Of this rule. Default: of every one")
        String rule = "*";

        @Option(
                names = "--subject",
                defaultValue = "*",
                description = "About this, as 'alerts list' tells it: a sensor's name. Default: about everything")
        String subject = "*";

        String path() {
            return "/machines/" + ApiClient.segment(machine) + "/alert-overrides";
        }
    }

    @Command(
            name = "list",
            description = "List the alerts that are open, the latest first.",
            mixinStandardHelpOptions = true)
    int list(
            @Mixin Connection connection,
            @Option(names = "--machine", description = "Of this machine, by id or name") @Nullable String machine,
            @Option(names = "--all", description = "Also those that are over") boolean all,
            @Option(names = "--most", defaultValue = "100", description = "How many. Default: ${DEFAULT-VALUE}")
                    int most) {
        var query = "/alerts?size=" + most + "&open=" + !all
                + (machine == null ? "" : "&machine=" + ApiClient.segment(machine));
        connection.terminal().answer(connection.client().get(query), ALERTS);
        return 0;
    }

    @Command(
            name = "clear",
            description = "Say that an alert is over, as events do not always say; what still holds is raised anew.",
            mixinStandardHelpOptions = true)
    int clear(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ID", description = "As 'alerts list' tells it") long alert) {
        connection.terminal().answer(connection.client().post("/alerts/" + alert + "/clear", Map.of()), ALERTS);
        return 0;
    }

    @Command(
            name = "mute",
            description =
                    "Tell nobody of a machine's alerts, for a while or until 'alerts unmute'. They are listed all the same.",
            mixinStandardHelpOptions = true)
    int mute(
            @Mixin Connection connection,
            @Mixin About about,
            @Option(
                            names = "--for",
                            paramLabel = "TIME",
                            converter = WatchingOptions.Interval.class,
                            description = "For so long: 30m, 8h. Default: until 'alerts unmute'")
                    @Nullable
                    Duration time,
            @Option(names = "--reason", description = "For whoever wonders later") @Nullable String reason) {
        var body = body(about, reason);
        body.put("muted", true);
        if (time != null && time.isPositive()) {
            body.put("until", Instant.now().plus(time).toString());
        }
        connection.terminal().answer(connection.client().putJson(about.path(), body), OVERRIDES);
        return 0;
    }

    @Command(
            name = "threshold",
            description = "Give a sensor of a machine another threshold than rule and BMC have.",
            mixinStandardHelpOptions = true)
    int threshold(
            @Mixin Connection connection,
            @Mixin About about,
            @Option(names = "--above", paramLabel = "VALUE", description = "Raise when it reads more") @Nullable
                    Double above,
            @Option(names = "--below", paramLabel = "VALUE", description = "Raise when it reads less") @Nullable
                    Double below,
            @Option(names = "--reason", description = "For whoever wonders later") @Nullable String reason) {
        if (above == null && below == null) {
            throw wrong("threshold", "Give --above, or --below, or both.");
        }
        if (about.subject.equals("*")) {
            throw wrong("threshold", "Name the sensor with --subject: one threshold does not fit them all.");
        }
        var body = body(about, reason);
        body.put("muted", false);
        if (above != null) {
            body.put("above", above);
        }
        if (below != null) {
            body.put("below", below);
        }
        connection.terminal().answer(connection.client().putJson(about.path(), body), OVERRIDES);
        return 0;
    }

    private static Map<String, Object> body(About about, @Nullable String reason) {
        var body = new LinkedHashMap<String, Object>();
        body.put("rule", about.rule);
        body.put("subject", about.subject);
        if (reason != null) {
            body.put("reason", reason);
        }
        return body;
    }

    @Command(
            name = "overrides",
            description = "List what is muted, or has other thresholds, at a machine.",
            mixinStandardHelpOptions = true)
    int overrides(
            @Mixin Connection connection,
            @Parameters(paramLabel = "MACHINE", description = "Id or name") String machine) {
        connection
                .terminal()
                .answer(
                        connection.client().get("/machines/" + ApiClient.segment(machine) + "/alert-overrides"),
                        OVERRIDES);
        return 0;
    }

    @Command(
            name = "unmute",
            description =
                    "Take back what 'alerts mute' or 'alerts threshold' said, with the same --rule and --subject.",
            mixinStandardHelpOptions = true)
    int unmute(@Mixin Connection connection, @Mixin About about) {
        connection
                .client()
                .delete(about.path() + "?rule=" + ApiClient.segment(about.rule) + "&subject="
                        + ApiClient.segment(about.subject));
        return 0;
    }

    @Command(name = "rules", description = "List the rules that raise alerts.", mixinStandardHelpOptions = true)
    int rules(@Mixin Connection connection) {
        connection.terminal().answer(connection.client().get("/alert-rules"), RULES);
        return 0;
    }

    @Command(
            name = "rule",
            description = {
                "Enter a rule, or change the one of that name. The file holds it as JSON:",
                "{\"condition\": {\"type\": \"sensor-value\", \"sensor\": \"Inlet Temp\", \"above\": 30}, \"severity\": \"warning\"}",
                "Types: sensor-health (health, sensorType), sensor-value (sensor, above, below), chassis-fault,",
                "bmc-silent (minutes), event (severity, eventType)."
            },
            mixinStandardHelpOptions = true)
    int rule(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "FILE", description = "The rule as JSON") Path file)
            throws IOException {
        connection
                .terminal()
                .answer(
                        connection
                                .client()
                                .putJson(
                                        "/alert-rules/" + ApiClient.segment(name),
                                        JSON.readTree(Files.readString(file))),
                        RULES);
        return 0;
    }

    @Command(
            name = "remove-rule",
            description = "Remove a rule; its alerts are over with the next look at each machine.",
            mixinStandardHelpOptions = true)
    int removeRule(@Mixin Connection connection, @Parameters(paramLabel = "NAME") String name) {
        connection.client().delete("/alert-rules/" + ApiClient.segment(name));
        return 0;
    }

    private ParameterException wrong(String command, String text) {
        return new ParameterException(spec.commandLine().getSubcommands().get(command), text);
    }
}
