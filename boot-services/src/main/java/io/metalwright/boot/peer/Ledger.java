package io.metalwright.boot.peer;

import io.metalwright.boot.store.JsonMap;
import io.metalwright.boot.store.SiteStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was said last of each thing that both servers know, and in which order it came here. The stamps are kept with the things themselves; the order
 * begins anew with each process, and is then told from its beginning.
 */
final class Ledger {
    /** @param place in the order in which it came here */
    record Entry(long place, String key, Stamp stamp) {}

    /** For what was known before anybody else was there to be told. */
    private static final long LONG_AGO = 1;

    private final JsonMap<Stamp> stored;
    private final int server;
    private final Clock clock;
    private final Map<String, Entry> byKey = new HashMap<>();
    private final TreeMap<Long, Entry> byPlace = new TreeMap<>();
    private long latest;
    private long moment;

    Ledger(SiteStore store, int server, Clock clock) {
        this.stored = store.map("stamps", Stamp.class);
        this.server = server;
        this.clock = clock;
        stored.entries().forEach(entry -> remember(entry.getKey(), entry.getValue()));
    }

    /** A thing without a stamp gets the oldest. */
    synchronized void known(String key) {
        if (!byKey.containsKey(key)) {
            write(key, new Stamp(LONG_AGO, server, false));
        }
    }

    /** Said here and now. On disk with what is said, by the store's next commit. */
    synchronized long said(String key, boolean gone) {
        write(key, new Stamp(Math.max(moment + 1, clock.millis()), server, gone));
        return latest;
    }

    /** Whether this is news, which is written down then. */
    synchronized boolean isNews(String key, Stamp stamp) {
        var known = byKey.get(key);
        return known == null || known.stamp().compareTo(stamp) < 0;
    }

    synchronized void heard(String key, Stamp stamp) {
        write(key, stamp);
    }

    synchronized List<Entry> after(long place, int most) {
        return byPlace.tailMap(place, false).values().stream().limit(most).toList();
    }

    synchronized long latest() {
        return latest;
    }

    private void write(String key, Stamp stamp) {
        stored.put(key, stamp);
        remember(key, stamp);
    }

    private void remember(String key, Stamp stamp) {
        var entry = new Entry(++latest, key, stamp);
        var before = byKey.put(key, entry);
        if (before != null) {
            byPlace.remove(before.place());
        }
        byPlace.put(entry.place(), entry);
        moment = Math.max(moment, stamp.moment());
    }
}
