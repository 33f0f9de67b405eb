package io.metalwright.ops.temporal;

import io.metalwright.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys under which payloads lie in Temporal, one a line in Base64, 32 bytes each. The first seals; the others open what they sealed before. To
 * change the key, add a new one as the second line on every host, then move it to the top, and keep the old one for as long as histories are kept.
 * A file that was changed is read again, so nothing need be restarted.
 */
public final class PayloadKeys {
    private static final int BYTES = 32;

    /** @param id tells which key sealed a payload, without telling the key */
    record Key(String id, SecretKey key) {}

    private record Loaded(FileTime changed, List<Key> keys) {}

    private final Path file;
    private volatile Loaded loaded;

    private PayloadKeys(Path file) {
        this.file = file;
        this.loaded = load();
    }

    /** Reads the file. */
    public static PayloadKeys of(Path file) {
        return new PayloadKeys(file);
    }

    /** Reads the file, and makes it (mode 0600) with one key when there is none. */
    public static PayloadKeys ensure(Path file) {
        if (!Files.exists(file)) {
            make(file);
        }
        return of(file);
    }

    private static void make(Path file) {
        var key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try {
            // Written whole under another name first: a key cut short by a kill would make every history unreadable.
            var draft = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
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
            throw new UncheckedIOException("make the file of payload keys " + file + ": " + e.getMessage(), e);
        }
    }

    Key current() {
        return loaded().keys().getFirst();
    }

    Optional<Key> find(String id) {
        return loaded().keys().stream().filter(key -> key.id().equals(id)).findFirst();
    }

    private Loaded loaded() {
        var known = loaded;
        try {
            if (!Files.getLastModifiedTime(file).equals(known.changed())) {
                known = load();
                loaded = known;
            }
        } catch (IOException e) {
            // What was read still holds, so a file that is away for a moment stops nobody.
            return known;
        }
        return known;
    }

    private Loaded load() {
        try {
            var changed = Files.getLastModifiedTime(file);
            var keys = new ArrayList<Key>();
            for (var line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    keys.add(key(line.strip()));
                }
            }
            if (keys.isEmpty()) {
                throw wrong("holds no key");
            }
            return new Loaded(changed, List.copyOf(keys));
        } catch (IOException e) {
            throw new UncheckedIOException("read the payload keys " + file + ": " + e.getMessage(), e);
        }
    }

    private Key key(String line) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException e) {
            throw wrong("has a line that is no Base64");
        }
        if (bytes.length != BYTES) {
            throw wrong("has a key of " + bytes.length + " bytes and not 32");
        }
        return new Key(Sha256.sumOf(bytes).hex().substring(0, 16), new SecretKeySpec(bytes, "AES"));
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("The file of payload keys " + file + " " + what
                + ". Make a key with: head -c 32 /dev/urandom | base64");
    }
}
