package io.metalwright.boot.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;

/**
 * The embedded store of a site. What {@link #commit} returned from survives the process; a half-written file is repaired when it is opened
 * next, because the store only ever appends.
 */
public final class SiteStore implements AutoCloseable {
    private static final int FILL_RATE = 70;
    private static final int COMPACTED_AT_ONCE = 4 << 20;

    private final MVStore store;

    private SiteStore(MVStore store) {
        this.store = store;
    }

    public static SiteStore open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("make the folder of " + file, e);
        }
        return new SiteStore(new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .open());
    }

    public <T> JsonMap<T> map(String name, Class<T> type) {
        return new JsonMap<>(store.openMap(name), type);
    }

    /** On disk when it returns, also for a machine that loses power. */
    public synchronized void commit() {
        store.commit();
        store.sync();
    }

    /** Gives back the space of what was overwritten; cheap, meant to be called now and then. */
    public synchronized void compact() {
        store.compact(FILL_RATE, COMPACTED_AT_ONCE);
    }

    @Override
    public void close() {
        store.close();
    }
}
