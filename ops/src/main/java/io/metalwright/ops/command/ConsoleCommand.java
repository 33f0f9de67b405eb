package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.command.Terminal.Column;
import io.metalwright.ops.console.ApiConsole;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A machine's console. */
@Command(
        name = "console",
        description = {
            "A machine's serial console, held by a worker of its site. Several may watch; one types, and ~t takes over.",
            "On a terminal ~. leaves, ~B sends a break, ~? helps; else whole lines are printed, and what is piped in is typed."
        },
        mixinStandardHelpOptions = true)
final class ConsoleCommand implements Callable<Integer> {
    @Mixin
    Connection connection = new Connection();

    @Mixin
    ConsoleOptions options = new ConsoleOptions();

    @Parameters(paramLabel = "MACHINE", description = "Id or name of a machine")
    String machine = "";

    @Option(names = "--recordings", description = "List what was recorded of it, and leave")
    boolean recordings;

    @Option(names = "--show", paramLabel = "RECORDING", description = "Print a recording as text, and leave")
    @Nullable
    String show;

    @Override
    public Integer call() throws IOException {
        var api = connection.client();
        var path = "/machines/" + ApiClient.segment(machine) + "/console/recordings";
        if (recordings) {
            connection
                    .terminal()
                    .answer(
                            api.get(path),
                            Column.of("RECORDING", "name"),
                            Column.of("BEGAN", "began"),
                            Column.of("ENDED", "endedAt"),
                            Column.of("BYTES", "sizeBytes"));
            return 0;
        }
        if (show != null) {
            connection.terminal().line(api.text(path + "/" + ApiClient.segment(show) + "/text"));
            return 0;
        }
        try (var source = new ApiConsole(api, machine, !options.readOnly, options.take)) {
            return options.sit(connection, source);
        }
    }
}
