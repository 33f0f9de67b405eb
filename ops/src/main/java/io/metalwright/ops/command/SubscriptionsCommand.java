package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.command.Terminal.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Who is told of runs. */
@Command(
        name = "subscriptions",
        description =
                "Who is told, by webhook or e-mail, when a run waits or ends: list, show, add, remove, test, deliveries.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class SubscriptionsCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Column[] COLUMNS = {
        Column.of("NAME", "name"),
        new Column("TO", SubscriptionsCommand::target),
        new Column("EVENTS", row -> orAll(row, "events")),
        new Column("KINDS", row -> orAll(row, "kinds")),
        new Column("MACHINES", row -> orAll(row, "machines")),
        new Column("SITES", row -> orAll(row, "sites")),
        Column.of("ENABLED", "enabled")
    };
    private static final Column[] DELIVERIES = {
        Column.of("ID", "id"),
        Column.of("EVENT", "event"),
        Column.of("RUN", "run"),
        Column.of("STATE", "state"),
        Column.of("ATTEMPTS", "attempts"),
        Column.of("ANSWER", "answer"),
        Column.of("TROUBLE", "trouble"),
        Column.of("AT", "updatedAt")
    };

    @Spec
    CommandSpec spec = CommandSpec.create();

    private static String target(JsonNode row) {
        return Terminal.field(row, row.path("webhook").isObject() ? "webhook.url" : "email.to");
    }

    private static String orAll(JsonNode row, String field) {
        return row.path(field).isEmpty() ? "all" : Terminal.field(row, field);
    }

    @Command(name = "list", description = "List subscriptions.", mixinStandardHelpOptions = true)
    int list(@Mixin Connection connection) {
        connection.terminal().answer(connection.client().get("/subscriptions?size=500"), COLUMNS);
        return 0;
    }

    @Command(name = "show", description = "Show a subscription.", mixinStandardHelpOptions = true)
    int show(@Mixin Connection connection, @Parameters(paramLabel = "SUBSCRIPTION") String name) {
        connection.terminal().answer(connection.client().get(path(name)), COLUMNS);
        return 0;
    }

    /** Where notices go: one of the two. */
    static final class Way {
        @Option(names = "--webhook", paramLabel = "URL", required = true, description = "Post notices there, signed")
        @Nullable
        String webhook;

        @Option(
                names = "--email",
                paramLabel = "ADDRESS",
                required = true,
                description = "Send letters there; may be given more than once")
        @Nullable
        List<String> email;
    }

    /** How letters are sent. */
    static final class Mail {
        @Option(names = "--from", paramLabel = "ADDRESS", required = true, description = "Sender of the letters")
        String from = "";

        @Option(names = "--smtp", paramLabel = "HOST", required = true, description = "The mail server")
        String host = "";

        @Option(names = "--smtp-port", description = "Default: 587, with 'none' 25, with 'tls' 465")
        @Nullable
        Integer port;

        @Option(
                names = "--smtp-security",
                defaultValue = "starttls",
                description = "none, starttls or tls. Default: ${DEFAULT-VALUE}")
        String security = "";

        @Option(names = "--smtp-user", description = "Who logs in there")
        @Nullable
        String user;

        @Option(names = "--smtp-password-file", paramLabel = "FILE", description = "Its first line is the password")
        @Nullable
        Path password;
    }

    @Command(
            name = "add",
            description = "Tell somebody of runs. The key of a webhook's signatures is printed, this once.",
            mixinStandardHelpOptions = true)
    int add(
            @Mixin Connection connection,
            @Parameters(paramLabel = "SUBSCRIPTION", description = "Its name") String name,
            @ArgGroup(multiplicity = "1") Way way,
            @ArgGroup(exclusive = false) @Nullable Mail mail,
            @Option(
                            names = "--secret-file",
                            paramLabel = "FILE",
                            description =
                                    "Its first line is the key of the webhook's signatures; made where none is given")
                    @Nullable
                    Path secret,
            @Option(
                            names = "--event",
                            description = "waiting, done, cancelled, failed, alert or alert-cleared. Default: all")
                    @Nullable
                    List<String> events,
            @Option(names = "--kind", description = "Kind of run. Default: all") @Nullable List<String> kinds,
            @Option(names = "--machine", description = "Id or name. Default: all") @Nullable List<String> machines,
            @Option(names = "--site", description = "Default: all") @Nullable List<String> sites)
            throws IOException {
        var body = new LinkedHashMap<String, Object>();
        body.put("name", name);
        if (way.webhook != null) {
            var webhook = new LinkedHashMap<String, Object>();
            webhook.put("url", way.webhook);
            given(webhook, "secret", secret == null ? null : firstLine(secret));
            body.put("webhook", webhook);
        } else if (way.email != null) {
            body.put("email", letters(way.email, mail));
        }
        given(body, "events", events);
        given(body, "kinds", kinds);
        given(body, "machines", machines);
        given(body, "sites", sites);
        var answer = connection.client().post("/subscriptions", body);
        connection.terminal().answer(answer, COLUMNS);
        if (answer.path("secret").isString() && !connection.terminal().json()) {
            connection
                    .terminal()
                    .line("Key of its signatures, shown this once: "
                            + answer.path("secret").asString());
        }
        return 0;
    }

    private LinkedHashMap<String, Object> letters(List<String> to, @Nullable Mail mail) throws IOException {
        if (mail == null) {
            throw new ParameterException(
                    spec.commandLine(), "Letters need a sender and a mail server: --from ADDRESS --smtp HOST");
        }
        var email = new LinkedHashMap<String, Object>();
        email.put("to", to);
        email.put("from", mail.from);
        email.put("host", mail.host);
        email.put("security", mail.security);
        given(email, "port", mail.port);
        given(email, "user", mail.user);
        given(email, "password", mail.password == null ? null : firstLine(mail.password));
        return email;
    }

    private static String firstLine(Path file) throws IOException {
        return Files.readString(file).lines().findFirst().orElse("");
    }

    private static void given(LinkedHashMap<String, Object> body, String field, @Nullable Object value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    @Command(name = "remove", description = "Tell it nothing any more.", mixinStandardHelpOptions = true)
    int remove(@Mixin Connection connection, @Parameters(paramLabel = "SUBSCRIPTION") String name) {
        connection.client().delete(path(name));
        return 0;
    }

    @Command(
            name = "test",
            description = "Send a notice now, and say what became of it. Exit code 1 when it did not arrive.",
            mixinStandardHelpOptions = true)
    int test(@Mixin Connection connection, @Parameters(paramLabel = "SUBSCRIPTION") String name)
            throws InterruptedException {
        var client = connection.client();
        var sent = client.post(path(name) + "/test", new LinkedHashMap<String, Object>());
        var delivery = path(name) + "/deliveries/" + sent.path("id").asString();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (state(sent).equals("pending") && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
            sent = client.get(delivery);
        }
        connection.terminal().answer(sent, DELIVERIES);
        return state(sent).equals("delivered") ? 0 : 1;
    }

    private static String state(JsonNode delivery) {
        return delivery.path("state").asString("");
    }

    @Command(
            name = "deliveries",
            description = "List what was sent to it, the newest first.",
            mixinStandardHelpOptions = true)
    int deliveries(
            @Mixin Connection connection,
            @Parameters(paramLabel = "SUBSCRIPTION") String name,
            @Option(names = "--size", defaultValue = "50", description = "How many") int size) {
        connection.terminal().answer(connection.client().get(path(name) + "/deliveries?size=" + size), DELIVERIES);
        return 0;
    }

    private static String path(String name) {
        return "/subscriptions/" + ApiClient.segment(name);
    }
}
