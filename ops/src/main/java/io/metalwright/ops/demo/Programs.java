package io.metalwright.ops.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs other programs, and tells what they said when they fail. */
final class Programs {
    /** What a program printed, and how it ended. */
    record Result(int status, String out, String errors) {}

    private Programs() {}

    static Result run(Duration patience, List<String> command) throws IOException, InterruptedException {
        var out = Files.createTempFile("metalwright", ".out");
        var errors = Files.createTempFile("metalwright", ".err");
        try {
            var process = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(errors.toFile())
                    .start();
            try {
                if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException(
                            String.join(" ", command) + " did not end within " + patience.toSeconds() + " s");
                }
            } finally {
                process.destroyForcibly();
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(errors, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(errors);
        }
    }

    static String succeed(Duration patience, List<String> command) throws IOException, InterruptedException {
        var result = run(patience, command);
        if (result.status() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with status " + result.status() + ": "
                    + (result.errors() + result.out()).strip());
        }
        return result.out();
    }
}
