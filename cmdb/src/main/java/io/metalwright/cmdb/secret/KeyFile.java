package io.metalwright.cmdb.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file with keys, read again when it was changed. */
final class KeyFile implements KeySource {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

    private record Loaded(FileTime changed, List<Key> keys) {}

    private final Path file;

    private volatile Loaded loaded;

    KeyFile(Path file) {
        this.file = file;
        try {
            loaded = new Loaded(Files.getLastModifiedTime(file), read());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "read the key file " + file + ": " + e.getMessage()
                            + ". All processes of an installation have the same: copy that of another one. For the first make it with:"
                            + " (umask 077; head -c 32 /dev/urandom | base64 > " + file + ")",
                    e);
        }
    }

    /** Makes it (mode 0600) with one key when there is none. */
    static void ensure(Path file) {
        if (Files.exists(file)) {
            return;
        }
        var key = new byte[Key.BYTES];
        new SecureRandom().nextBytes(key);
        try {
            var folder = Files.createDirectories(file.toAbsolutePath().getParent());
            // Written whole under another name first: a key cut short by a kill would make all that it seals
            // unreadable.
            var draft = Files.createTempFile(
                    folder,
                    file.getFileName() + ".",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(draft, Base64.getEncoder().encodeToString(key) + "\n");
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException e) {
                // Another process of this installation was quicker, and its key is as good.
            } finally {
                Files.delete(draft);
            }
        } catch (IOException e) {
            throw new IllegalStateException("make the key file " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<Key> now() {
        var known = loaded;
        try {
            var changed = Files.getLastModifiedTime(file);
            if (!changed.equals(known.changed())) {
                known = new Loaded(changed, readOr(known.keys()));
                loaded = known;
            }
        } catch (IOException e) {
            // A file that is away for a moment stops nobody.
        }
        return known.keys();
    }

    private List<Key> readOr(List<Key> before) throws IOException {
        try {
            return read();
        } catch (IllegalStateException e) {
            LOG.warn("{} The keys that it had before still hold.", e.getMessage());
            return before;
        }
    }

    @Override
    public List<Key> anew() {
        return now();
    }

    private List<Key> read() throws IOException {
        var bytes = Files.readAllBytes(file);
        return bytes.length == Key.BYTES
                ? List.of(Key.of(bytes))
                : Key.of(new String(bytes, StandardCharsets.ISO_8859_1).lines().toList(), "The key file " + file);
    }
}
