package io.metalwright.activities.bare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Programs of this host. */
final class Programs {
    private Programs() {}

    static boolean here(String... names) throws IOException, InterruptedException {
        for (var name : names) {
            if (new ProcessBuilder("sh", "-c", "command -v " + name + " > /dev/null")
                            .start()
                            .waitFor()
                    != 0) {
                return false;
            }
        }
        return true;
    }

    /** Its output; that it ends well is demanded. */
    static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + process.exitValue() + ": " + output);
        }
        return output;
    }
}
