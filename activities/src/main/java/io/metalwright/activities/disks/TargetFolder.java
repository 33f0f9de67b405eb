package io.metalwright.activities.disks;

import io.metalwright.activities.shell.Quoting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Where an installed system is mounted in BootOS. A step may leave it so for the next one; whoever needs the disk for itself leaves the folder first. */
public final class TargetFolder {
    public static final String USUAL = "/run/metalwright/target";

    private TargetFolder() {}

    /** Shell text after which the folder is {@code $target}, and {@code leave} unmounts what is there and ends what still runs in it. */
    public static String script(String folder) {
        try (var stream = TargetFolder.class.getResourceAsStream("leave.sh")) {
            if (stream == null) {
                throw new IllegalStateException("the script leave.sh is not packed with this program");
            }
            return "target=" + Quoting.quote(folder) + "\n" + new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
