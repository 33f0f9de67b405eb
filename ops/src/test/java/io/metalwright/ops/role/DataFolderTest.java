package io.metalwright.ops.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.SiteName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temporary;

    @Test
    void whatIsKeptInAFolderThatOthersMayEnterIsItsOwnersAlone() throws Exception {
        var open = Files.createDirectory(
                temporary.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        var folder = new DataFolder(open);
        folder.make();
        for (var inside : new Path[] {
            folder.cmdb(),
            folder.temporal(),
            folder.bootServices(SiteName.of("default")).getParent()
        }) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inside)))
                    .as("%s", inside)
                    .isEqualTo("rwx------");
        }
    }
}
