package io.metalwright.ops.command;

import io.metalwright.ops.console.ConsoleSource;
import io.metalwright.ops.console.PrintedLines;
import io.metalwright.ops.console.RawTerminal;
import io.metalwright.ops.console.RecordedScreen;
import io.metalwright.ops.console.Screen;
import io.metalwright.ops.console.Seat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How somebody sits at a console. */
final class ConsoleOptions {
    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    @Option(names = "--read-only", description = "Watch, and type nothing")
    boolean readOnly;

    @Option(names = "--take", description = "Take the line, or the right to type, from whoever has it")
    boolean take;

    @Option(names = "--record", paramLabel = "FILE", description = "Record into a file that 'asciinema play' shows")
    @Nullable
    Path record;

    @Option(names = "--seconds", paramLabel = "N", description = "Leave after so long. Default: when told to, by ~.")
    @Nullable
    Integer seconds;

    /** On a terminal with every key passed on; else whole lines are printed, and what is piped in is typed. */
    int sit(Connection connection, ConsoleSource source) throws IOException {
        var terminal = connection.json ? null : RawTerminal.take(System.out).orElse(null);
        var lines = new PrintedLines(
                command.commandLine().getOut(), command.commandLine().getErr(), connection.json);
        try {
            sit(source, terminal == null ? lines : terminal, terminal != null);
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the console", e);
        } finally {
            lines.finish();
            if (terminal != null) {
                terminal.close();
            }
        }
    }

    private void sit(ConsoleSource source, Screen screen, boolean person) throws IOException, InterruptedException {
        var stay = seconds == null ? null : Duration.ofSeconds(seconds);
        // A person leaves by a key also when nothing is typed to the machine.
        InputStream keyboard = readOnly && !person ? null : System.in;
        if (record == null) {
            new Seat(source, screen, stay, readOnly).sit(keyboard, person);
            return;
        }
        try (var recorded = new RecordedScreen(screen, record, "console of " + source.name())) {
            new Seat(source, recorded, stay, readOnly).sit(keyboard, person);
        }
    }
}
