package io.metalwright.ops.command;

import io.metalwright.cmdb.CmdbSettings;
import io.metalwright.ops.role.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The database that all processes of an installation share. */
final class DatabaseOptions {
    @Option(
            names = "--database",
            required = true,
            paramLabel = "URL",
            description = "jdbc:mysql://HOST:PORT/NAME, a MySQL or MariaDB")
    String url = "";

    @Option(names = "--database-user", paramLabel = "USER", description = "Its user")
    @Nullable
    String user;

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            description = "File with the password of that user on its first line")
    @Nullable
    Path passwordFile;

    @Option(
            names = "--secrets-key-file",
            paramLabel = "FILE",
            description = "32 random bytes that seal the secrets in the database; the same for all processes."
                    + " Default: secrets.key in the data folder")
    @Nullable
    Path keyFile;

    CmdbSettings settings(DataFolder data) {
        return new CmdbSettings(
                url, user, passwordFile, keyFile == null ? data.root().resolve("secrets.key") : keyFile);
    }
}
