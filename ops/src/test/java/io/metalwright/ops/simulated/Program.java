package io.metalwright.ops.simulated;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A foreign program that judges.
 *
 * @param said its output and its errors
 */
public record Program(int status, String said) {
    private static final int PATIENCE_SECONDS = 60;

    public static Program run(List<String> command) throws IOException, InterruptedException {
        return run(command, "");
    }

    public static Program run(List<String> command, String input) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var stream = process.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " does not end");
        }
        return new Program(process.exitValue(), said);
    }
}
