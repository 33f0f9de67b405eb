package io.metalwright.ops.command;

import io.metalwright.cmdb.secret.KeyRing;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whence come the keys that seal the secrets in the database. */
final class SecretKeyOptions {
    @Option(
            names = "--secrets-key-file",
            paramLabel = "FILE",
            description =
                    "Keys that seal the secrets in the database, one a line in Base64, the first in use; the same for all processes."
                            + " Default: secrets.key in the data folder, with 'up' in its folder cmdb")
    @Nullable
    Path file;

    @Option(
            names = "--secrets-key-program",
            paramLabel = "PROGRAM",
            description =
                    "Prints those keys instead: ask your key management service with it, and no disk here has them")
    @Nullable
    Path program;

    /** Empty where nothing was said. */
    Optional<KeyRing> named() {
        if (program != null) {
            return Optional.of(KeyRing.toldBy(program));
        }
        return Optional.ofNullable(file).map(KeyRing::of);
    }
}
