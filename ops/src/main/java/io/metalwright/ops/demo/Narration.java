package io.metalwright.ops.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Tells what is going on: a bar with the current step on a terminal, plain lines in a log. */
final class Narration {
    private static final int BAR = 28;
    private static final Duration PLAIN_EVERY = Duration.ofSeconds(20);

    private final PrintStream out;
    private final boolean terminal;
    private final Instant began = Instant.now();
    private String last = "";
    private Instant nextLine = began;

    Narration(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static Narration onStandardError() {
        return new Narration(
                // Whatever the locale says: the bar and the ticks are no ASCII.
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                System.console() != null && System.console().isTerminal());
    }

    /** Something that happened, once. */
    synchronized void say(String text) {
        clear();
        out.printf("[%5.1f s] %s%n", elapsed(), text);
        out.flush();
    }

    /** Where a long work is; {@code detail} changes often. */
    synchronized void progress(String what, String detail, int percent) {
        if (terminal) {
            int full = Math.clamp(percent, 0, 100) * BAR / 100;
            last = "[%5.1f s] %s%s %3d %%  %s"
                    .formatted(
                            elapsed(),
                            "█".repeat(full),
                            "░".repeat(BAR - full),
                            percent,
                            (what + "  " + detail).strip());
            out.print("\r\033[K" + last);
            out.flush();
        } else if (!what.equals(last) || (!detail.isEmpty() && Instant.now().isAfter(nextLine))) {
            last = what;
            nextLine = Instant.now().plus(PLAIN_EVERY);
            say("… " + (what + "  " + detail).strip());
        }
    }

    private void clear() {
        if (terminal && !last.isEmpty()) {
            out.print("\r\033[K");
            last = "";
        }
    }

    private double elapsed() {
        return Duration.between(began, Instant.now()).toMillis() / 1000.0;
    }
}
