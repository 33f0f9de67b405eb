package io.metalwright.cmdb.secret;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The keys of an installation: the first seals, the others open what they sealed before. To change the key, put a new one first and keep the old one
 * for as long as something is sealed with it; nothing need be restarted.
 */
public final class KeyRing {
    private final KeySource source;

    private KeyRing(KeySource source) {
        this.source = source;
    }

    /** Reads the file: keys one a line in Base64, 32 bytes each, or one key as 32 bytes alone. */
    public static KeyRing of(Path file) {
        return new KeyRing(new KeyFile(file));
    }

    /** Reads the file, and makes it (mode 0600) with one key when there is none. */
    public static KeyRing ensure(Path file) {
        KeyFile.ensure(file);
        return of(file);
    }

    /** Asks a program for the keys, which prints them as a file has them: so a key management service keeps them, and no disk of ours. */
    public static KeyRing toldBy(Path program) {
        return new KeyRing(new KeyProgram(program));
    }

    /** The key that seals. */
    public Key current() {
        return all().getFirst();
    }

    /** The same, after having asked again those who do not tell of a change by themselves. */
    Key newest() {
        return source.anew().getFirst();
    }

    /** The one that seals first. */
    public List<Key> all() {
        return source.now();
    }

    /** The key of this {@linkplain Key#id() id}. */
    public Optional<Key> find(String id) {
        Predicate<Key> meant = key -> key.id().equals(id);
        return all().stream()
                .filter(meant)
                .findFirst()
                .or(() -> source.anew().stream().filter(meant).findFirst());
    }
}
