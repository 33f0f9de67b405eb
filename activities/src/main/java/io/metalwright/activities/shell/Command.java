package io.metalwright.activities.shell;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One command line with what it reads and how long it may take. Secrets go in the input, which no text of this shows. */
public final class Command {
    private static final Duration USUAL_LIMIT = Duration.ofMinutes(2);

    private final String line;
    private final String input;
    private final Duration limit;

    private Command(String line, String input, Duration limit) {
        this.line = line;
        this.input = input;
        this.limit = limit;
    }

    public static Command of(String... words) {
        return new Command(Quoting.join(words), "", USUAL_LIMIT);
    }

    /**
     * A script that a POSIX shell reads from its input, so that neither it nor what stands in it is seen in the list of processes. It is read
     * whole before it begins, and what it starts finds an empty input.
     */
    public static Command script(String script, String... arguments) {
        var words = new String[arguments.length + 3];
        words[0] = "sh";
        words[1] = "-s";
        words[2] = "--";
        System.arraycopy(arguments, 0, words, 3, arguments.length);
        return new Command(Quoting.join(words), "{\n" + script + "\n} < /dev/null\n", USUAL_LIMIT);
    }

    public Command reading(String text) {
        return new Command(line, text, limit);
    }

    public Command within(Duration longest) {
        return new Command(line, input, longest);
    }

    String line() {
        return line;
    }

    byte[] input() {
        return input.getBytes(StandardCharsets.UTF_8);
    }

    Duration limit() {
        return limit;
    }

    @Override
    public String toString() {
        return line;
    }
}
