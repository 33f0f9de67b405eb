package io.metalwright.cmdb.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The file with the 32 random bytes under which secrets are sealed. */
public final class SecretKeyFile {
    static final int BYTES = 32;

    private SecretKeyFile() {}

    /** Reads the key, and makes it (mode 0600) when there is none. */
    public static byte[] ensure(Path file) {
        if (Files.exists(file)) {
            return read(file);
        }
        try {
            var folder = Files.createDirectories(file.toAbsolutePath().getParent());
            var key = new byte[BYTES];
            new SecureRandom().nextBytes(key);
            // Written whole under another name first: a key cut short by a kill would make every secret unreadable.
            var draft = Files.createTempFile(
                    folder,
                    file.getFileName() + ".",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.write(draft, key);
                Files.createLink(file, draft);
            } finally {
                Files.delete(draft);
            }
            return key;
        } catch (FileAlreadyExistsException e) {
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("make the key file " + file + ": " + e.getMessage(), e);
        }
    }

    public static byte[] read(Path file) {
        try {
            var key = Files.readAllBytes(file);
            if (key.length != BYTES) {
                throw new IllegalArgumentException("The key file " + file + " has " + key.length
                        + " bytes and not 32. Make one with: head -c 32 /dev/urandom > " + file);
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "read the key file " + file + ": " + e.getMessage() + ". Make one with: head -c 32 /dev/urandom > "
                            + file,
                    e);
        }
    }
}
