package io.metalwright.boot.http;

import io.metalwright.boot.files.FileShelf;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Files of the shelf by the name that was asked for, looked up again a moment later: machines of one rack ask for the same at once. */
final class RecentFiles {
    private record Looked(FileFacts facts, long at) {}

    private static final long HOLDS_NANOS = 250_000_000;
    private static final int MOST = 256;

    private final FileShelf shelf;
    private final Map<String, Looked> recent = new ConcurrentHashMap<>();

    RecentFiles(FileShelf shelf) {
        this.shelf = shelf;
    }

    /** Empty where there is no such file, or none that may be read. */
    Optional<FileFacts> find(String name) throws IOException {
        long now = System.nanoTime();
        var known = recent.get(name);
        if (known != null && now - known.at() < HOLDS_NANOS) {
            return Optional.of(known.facts());
        }
        if (!(shelf.find(name) instanceof FileShelf.Found.File(var path, var ignored))) {
            recent.remove(name);
            return Optional.empty();
        }
        var facts = FileFacts.of(path, "");
        if (recent.size() >= MOST) {
            recent.clear();
        }
        recent.put(name, new Looked(facts, now));
        return Optional.of(facts);
    }
}
