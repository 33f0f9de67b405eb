package io.metalwright.activities.postinstall;

import io.metalwright.activities.disks.TargetFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The shell scripts and files that lie beside this class. */
final class Scripts {
    private Scripts() {}

    /** Scripts, one after the other, that find a folder in {@code $target} and a way to leave it. */
    static String on(String folder, String... names) {
        return TargetFolder.script(folder)
                + Arrays.stream(names).map(Scripts::read).collect(Collectors.joining());
    }

    static String read(String name) {
        try (var stream = Scripts.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the script " + name + " is not packed with this program");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
