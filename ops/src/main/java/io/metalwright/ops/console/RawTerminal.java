package io.metalwright.ops.console;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The terminal that we were started on, with every key passed on as it is; as it was before once closed, also when we are killed. */
public final class RawTerminal implements Screen, AutoCloseable {
    private final OutputStream out;
    private final String before;
    private final Thread atExit = new Thread(this::restore);

    private RawTerminal(OutputStream out, String before) {
        this.out = out;
        this.before = before;
    }

    /** Nothing when standard input or output is no terminal. */
    public static Optional<RawTerminal> take(PrintStream out) throws IOException {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            return Optional.empty();
        }
        var before = stty("-g");
        if (before.isEmpty()) {
            return Optional.empty();
        }
        var terminal = new RawTerminal(out, before.get());
        Runtime.getRuntime().addShutdownHook(terminal.atExit);
        stty("raw", "-echo");
        return Optional.of(terminal);
    }

    private static Optional<String> stty(String... words) throws IOException {
        var command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(words));
        var stty = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        try {
            return stty.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void show(byte[] characters) throws IOException {
        out.write(characters);
        out.flush();
    }

    @Override
    public void note(String text) throws IOException {
        show(("\r\n[" + text.replace("\n", "\r\n") + "]\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private void restore() {
        try {
            stty(before);
        } catch (IOException e) {
            // Nobody is left to tell; 'reset' mends it.
        }
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // We are stopping: it runs already.
        }
    }
}
