package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiFailure;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of the command line. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "metalwright",
        description = "Turns bare servers into working machines.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            MachinesCommand.class,
            RunsCommand.class,
            ImagesCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class MetalwrightCommand {
    private MetalwrightCommand() {}

    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new MetalwrightCommand()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof ApiFailure) {
                command.getErr().println(command.getColorScheme().errorText("metalwright: " + failure.getMessage()));
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        });
    }
}
