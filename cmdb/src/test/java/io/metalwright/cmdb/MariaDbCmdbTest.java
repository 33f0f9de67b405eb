package io.metalwright.cmdb;

import io.metalwright.cmdb.secret.KeyRing;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the distribution's MariaDB, through the MySQL driver. */
class MariaDbCmdbTest extends CmdbContract {
    private static MariaDbServer server;
    private static Cmdb cmdb;
    private static Path keyFile;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        server = MariaDbServer.start();
        keyFile = folder.resolve("secrets.key");
        cmdb = Cmdb.open(new CmdbSettings(server.database("metalwright"), "root", null, KeyRing.ensure(keyFile)));
    }

    @AfterAll
    static void close() throws Exception {
        if (cmdb != null) {
            cmdb.close();
        }
        if (server != null) {
            server.close();
        }
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
