package io.metalwright.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a foreign program and keeps what it said. */
public record Program(int exit, String output) {
    public static Program run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new StringBuilder();
        var reader = Thread.ofVirtual().start(() -> {
            try (var stream = process.getInputStream()) {
                output.append(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                output.append(e);
            }
        });
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " did not end in a minute");
        }
        reader.join(5000);
        return new Program(process.exitValue(), output.toString());
    }

    /** Fails with what the program said. */
    public static String succeed(String... command) throws IOException, InterruptedException {
        var program = run(command);
        if (program.exit() != 0) {
            throw new AssertionError(List.of(command) + " ended with " + program.exit() + ": " + program.output());
        }
        return program.output();
    }
}
