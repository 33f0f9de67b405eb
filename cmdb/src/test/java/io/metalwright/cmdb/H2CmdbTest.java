package io.metalwright.cmdb;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the embedded H2, with its file on disk. */
class H2CmdbTest extends CmdbContract {
    private static Cmdb cmdb;
    private static Path keyFile;

    @BeforeAll
    static void open(@TempDir Path folder) {
        keyFile = folder.resolve("secrets.key");
        cmdb = Cmdb.open(CmdbSettings.embedded(folder));
    }

    @AfterAll
    static void close() {
        cmdb.close();
    }

    @Override
    Cmdb cmdb() {
        return cmdb;
    }

    @Override
    Path keyFile() {
        return keyFile;
    }
}
