package io.metalwright.ops.command;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.ops.client.ApiFailure;
import io.metalwright.ops.demo.DemoCommand;
import io.metalwright.ops.fleet.SimulateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
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
        var root = new CommandLine(new MetalwrightCommand());
        tellVersion(root);
        return root.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, words) -> {
                    // The sentence is what helps: a page of options after it would hide it.
                    var command = wrong.getCommandLine();
                    tell(command, wrong.getMessage());
                    CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
                    return seeHelp(command);
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof NoSuchFileException missing) {
                        tell(command, "There is no file " + missing.getFile() + ".");
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    // A word that stands for nothing.
                    if (failure instanceof IllegalArgumentException) {
                        tell(command, failure.getMessage());
                        return seeHelp(command);
                    }
                    // What we say ourselves needs no stack trace; anything else is a fault of the program.
                    if (failure instanceof ApiFailure
                            || failure instanceof BmcFailure
                            || failure instanceof IllegalStateException
                            || failure instanceof IOException
                            || failure instanceof UncheckedIOException) {
                        tell(command, failure.getMessage());
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    throw failure;
                });
    }

    /** Every command takes {@code --version}. */
    private static void tellVersion(CommandLine command) {
        var built = MetalwrightCommand.class.getPackage().getImplementationVersion();
        command.getCommandSpec().version("metalwright " + (built == null ? "(not from its jar)" : built));
        command.getSubcommands().values().forEach(MetalwrightCommand::tellVersion);
    }

    private static int seeHelp(CommandLine command) {
        command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static void tell(CommandLine command, @Nullable String what) {
        command.getErr().println(command.getColorScheme().errorText("metalwright: " + what));
    }
}
