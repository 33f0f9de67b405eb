package io.metalwright.cmdb;

import io.metalwright.cmdb.secret.KeyRing;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the CMDB is.
 *
 * @param url {@code jdbc:h2:…} in MySQL mode, or {@code jdbc:mysql://host:port/database}
 * @param passwordFile holds the database password on its first line; null: none
 * @param keys with which secrets are sealed
 */
public record CmdbSettings(
        String url, @Nullable String user, @Nullable Path passwordFile, KeyRing keys) {

    /** An H2 of its own in this folder, for one process, with its key beside it; made when it is missing. */
    public static CmdbSettings embedded(Path folder) {
        return embedded(folder, KeyRing.ensure(folder.resolve("secrets.key")));
    }

    /** An H2 of its own in this folder, for one process. */
    public static CmdbSettings embedded(Path folder, KeyRing keys) {
        // WRITE_DELAY=0: what was committed is on disk when the process is killed.
        return new CmdbSettings(
                "jdbc:h2:file:" + folder.toAbsolutePath().resolve("cmdb")
                        + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000",
                "sa",
                null,
                keys);
    }
}
