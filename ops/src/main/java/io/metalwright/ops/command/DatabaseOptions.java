package io.metalwright.ops.command;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.CmdbSettings;
import io.metalwright.cmdb.secret.KeyRing;
import io.metalwright.ops.role.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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

    @ArgGroup
    SecretKeyOptions keys = new SecretKeyOptions();

    Cmdb open(DataFolder data) {
        var settings = new CmdbSettings(
                url,
                user,
                passwordFile,
                keys.named().orElseGet(() -> KeyRing.of(data.root().resolve("secrets.key"))));
        try {
            return Cmdb.open(settings);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    e.getMessage() + "\nSee --database, --database-user and --database-password-file.", e);
        }
    }
}
