package io.metalwright.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.metalwright.ops.role.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
    @TempDir
    Path temporary;

    @Test
    void eachDemoBeginsAnewAndKeepsTheImages() throws Exception {
        var folder = new DataFolder(temporary.resolve("demo"));
        DemoFolder.startAfresh(folder).close();
        var chunk = write(folder.images().resolve("chunks/abc"));
        write(folder.cmdb().resolve("cmdb.mv.db"));
        write(folder.temporal().resolve("temporal.db"));

        DemoFolder.startAfresh(folder).close();

        assertThat(chunk).exists();
        assertThat(folder.cmdb()).doesNotExist();
        assertThat(folder.temporal()).doesNotExist();
    }

    @Test
    void whatIsNoDemosIsNotTouched() throws Exception {
        var leases = write(temporary.resolve("boot-services/default/leases"));
        assertThatIllegalStateException()
                .isThrownBy(() -> DemoFolder.startAfresh(new DataFolder(temporary)))
                .withMessageContaining("holds what is not the demo's");
        assertThat(leases).exists();
    }

    @Test
    void aDemoThatRunsIsNotTouchedByAnother() throws Exception {
        var folder = new DataFolder(temporary.resolve("demo"));
        try (var first = DemoFolder.startAfresh(folder)) {
            var database = write(folder.cmdb().resolve("cmdb.mv.db"));
            assertThatIllegalStateException()
                    .isThrownBy(() -> DemoFolder.startAfresh(folder))
                    .withMessageContaining("Another demo runs");
            assertThat(database).exists();
            assertThat(first).isNotNull();
        }
        DemoFolder.startAfresh(folder).close();
    }

    private static Path write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "kept");
    }
}
