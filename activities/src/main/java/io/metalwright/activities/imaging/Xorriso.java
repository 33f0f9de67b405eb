package io.metalwright.activities.imaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The unpacker of discs (ECMA-119 with Rock Ridge), a process of its own: what breaks in it breaks nothing here. */
final class Xorriso {
    private static final int TOLD = 400;

    private Xorriso() {}

    /**
     * Writes the files of a disc into a folder that is made for them.
     *
     * @throws RefusedImageException when the disc cannot be read to its end
     */
    static void unpack(Path disc, Path folder, Runnable pulse) throws IOException, RefusedImageException {
        Files.createDirectories(folder.getParent());
        var words = Files.createTempFile("metalwright-disc", ".log");
        try {
            // No settings of a person's own, and no word of the disc is taken for a command.
            int status = run(
                    List.of(
                            "xorriso",
                            "-no_rc",
                            "-osirrox",
                            "on",
                            "-indev",
                            "stdio:" + disc,
                            "-extract",
                            "/",
                            folder.toString()),
                    words,
                    pulse);
            if (status != 0) {
                var said = complaint(words);
                if (said.contains("No space left")) {
                    throw new IOException(said);
                }
                throw new RefusedImageException("xorriso says of the disc: " + said);
            }
            // Its name promises that it is whole, also after the host has lost its power.
            run(List.of("sync", "-f", folder.toString()), words, pulse);
        } finally {
            Files.deleteIfExists(words);
        }
    }

    private static int run(List<String> command, Path words, Runnable pulse) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(words.toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException(
                    command.getFirst() + " does not start on this worker. Install the package " + command.getFirst(),
                    e);
        }
        try {
            process.getOutputStream().close();
            while (!process.waitFor(1, TimeUnit.SECONDS)) {
                pulse.run();
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String complaint(Path words) throws IOException {
        var said = new String(Files.readAllBytes(words), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("FAILURE") || line.contains("FATAL") || line.contains("SORRY"))
                .findFirst()
                .orElse("it ended with a failure")
                .strip();
        return said.substring(0, Math.min(TOLD, said.length()));
    }
}
