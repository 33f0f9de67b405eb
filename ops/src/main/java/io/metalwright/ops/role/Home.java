package io.metalwright.ops.role;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the program lies: the launcher, the built BootOS and the built pages. */
public record Home(Path root) {

    /** As the launcher says ({@code METALWRIGHT_HOME}), else the folder we were started in. */
    public static Home found() {
        var said = System.getenv("METALWRIGHT_HOME");
        return new Home(Path.of(said == null || said.isBlank() ? "." : said)
                .toAbsolutePath()
                .normalize());
    }

    /** Holds {@code kernel} and {@code initrd}. */
    public Path bootOs() {
        return root.resolve("bootos/dist");
    }

    public Path ui() {
        return root.resolve("ui/dist");
    }

    public Path lab() {
        return root.resolve("ops/lab/lab");
    }

    public Path script(String name) {
        return root.resolve("ops").resolve(name);
    }

    /** The data folder where none is named: {@code METALWRIGHT_DATA}, else {@code var} beside the launcher. */
    public DataFolder usualData() {
        var said = System.getenv("METALWRIGHT_DATA");
        return new DataFolder(said == null || said.isBlank() ? root.resolve("var") : Path.of(said));
    }

    /** Says what is missing, and what makes it. */
    public static void requireBootOs(Path bootOs) {
        if (!Files.isReadable(bootOs.resolve("kernel"))) {
            throw new IllegalStateException("BootOS is not built: " + bootOs
                    + " has no kernel. Run 'metalwright build', or bootos/build on its own.");
        }
    }
}
