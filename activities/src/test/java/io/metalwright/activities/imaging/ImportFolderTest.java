package io.metalwright.activities.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ImportFolderTest {
    @TempDir
    private Path folder;

    @Test
    void onlyOneAttemptWorksInIt() throws Exception {
        try (var mine = ImportFolder.open(folder.resolve("import"))) {
            assertThatThrownBy(() -> ImportFolder.open(folder.resolve("import")))
                    .hasMessageContaining("another attempt");
            Files.writeString(mine.path().resolve("part"), "some of it");
            mine.delete();
            assertThat(folder).isEmptyDirectory();
        }
    }

    /** As NFS does: what is open when it is deleted stays in its folder under another name. */
    @Test
    void itIsDeletedWhereWhatIsOpenStaysUntilItIsClosed() throws Exception {
        var store = Files.createDirectory(folder.resolve("store"));
        run("bindfs", Files.createDirectory(folder.resolve("backing")).toString(), store.toString());
        try (var mine = ImportFolder.open(store.resolve("import"))) {
            mine.delete();
            assertThat(store).isEmptyDirectory();
        } finally {
            run("umount", "--lazy", store.toString());
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
