package io.metalwright.ops.command;

import io.metalwright.ops.role.DataFolder;
import io.metalwright.ops.role.Home;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a process keeps its state. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Folder of all state. Default: $METALWRIGHT_DATA, else var beside the launcher")
    @Nullable
    Path folder;

    DataFolder folder() {
        return folder == null ? Home.found().usualData() : new DataFolder(folder);
    }
}
