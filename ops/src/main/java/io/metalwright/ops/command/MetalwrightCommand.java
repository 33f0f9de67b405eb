package io.metalwright.ops.command;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.ops.client.ApiFailure;
import io.metalwright.ops.demo.DemoCommand;
import io.metalwright.ops.fleet.SimulateCommand;
import java.io.IOException;
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
            DemoCommand.class,
            UpCommand.class,
            ApiCommand.class,
            WorkerCommand.class,
            BootServicesCommand.class,
            MachinesCommand.class,
            RunsCommand.class,
            ImagesCommand.class,
            SegmentsCommand.class,
            SitesCommand.class,
            BootConfigurationsCommand.class,
            NetworkCommand.class,
            BmcCommand.class,
            ConsoleCommand.class,
            SecretsCommand.class,
            TokensCommand.class,
            SimulateCommand.class,
            SubscriptionsCommand.class,
            AlertsCommand.class,
            RunbooksCommand.class,
            TemplatesCommand.class,
            ProfilesCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class MetalwrightCommand {
    private MetalwrightCommand() {}

    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new MetalwrightCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, words) -> {
                    // The sentence is what helps: a page of options after it would hide it.
                    var command = wrong.getCommandLine();
                    var err = command.getErr();
                    err.println(command.getColorScheme().errorText("metalwright: " + wrong.getMessage()));
                    CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
                    err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    // What we say ourselves needs no stack trace; anything else is a fault of the program.
                    if (failure instanceof ApiFailure
                            || failure instanceof BmcFailure
                            || failure instanceof IllegalStateException
                            || failure instanceof IOException) {
                        command.getErr()
                                .println(command.getColorScheme().errorText("metalwright: " + failure.getMessage()));
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    throw failure;
                });
    }
}
