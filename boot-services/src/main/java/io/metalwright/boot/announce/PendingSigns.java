package io.metalwright.boot.announce;

import io.metalwright.boot.store.JsonMap;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.boot.BootSign;
import io.metalwright.model.boot.SignKind;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Signs that were not delivered yet, in order; of each kind and machine the latest. An agent's and an installed system's word is on disk
 * before they are thanked for it, because they do not say it twice; the others come again with the next boot.
 */
final class PendingSigns {
    private static final int MOST = 10_000;

    private final SiteStore store;
    private final JsonMap<BootSign> stored;
    private final Map<String, BootSign> signs = new LinkedHashMap<>();
    private boolean closed;

    PendingSigns(SiteStore store) {
        this.store = store;
        this.stored = store.map("signs", BootSign.class);
        stored.entries()
                .sorted(Comparator.comparing(entry -> entry.getValue().at()))
                .forEach(entry -> signs.put(entry.getKey(), entry.getValue()));
    }

    /** Says how many old ones had to make room. */
    synchronized int add(BootSign sign) {
        var key = key(sign);
        signs.remove(key);
        signs.put(key, sign);
        if (isKept(sign)) {
            stored.put(key, sign);
            store.commit();
        }
        int dropped = 0;
        while (signs.size() > MOST) {
            var dropping = signs.keySet().iterator().next();
            signs.remove(dropping);
            stored.remove(dropping);
            dropped++;
        }
        notifyAll();
        return dropped;
    }

    /** The oldest; waits for one. Empty when nothing more will come. */
    synchronized Optional<BootSign> awaitFirst() throws InterruptedException {
        while (signs.isEmpty() && !closed) {
            wait();
        }
        return closed ? Optional.empty() : signs.values().stream().findFirst();
    }

    /**
     * Done with, unless a newer one of its kind has come meanwhile. That may read the same, to the microsecond of a coarse clock, and still
     * tells of something that happened after the other was sent: so it is this very object or none.
     */
    @SuppressWarnings("ReferenceEquality")
    synchronized void remove(BootSign sign) {
        var key = key(sign);
        if (signs.get(key) == sign) {
            signs.remove(key);
            if (stored.remove(key)) {
                store.commit();
            }
        }
    }

    /** Lets all other machines go first: what is refused for one must not hold up the rest. */
    synchronized void postpone(MacAddress mac) {
        ofMachines(Set.of(mac)).forEach(sign -> {
            signs.remove(key(sign));
            signs.put(key(sign), sign);
        });
    }

    synchronized void forget(Collection<MacAddress> macs) {
        ofMachines(macs).forEach(this::remove);
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized int size() {
        return signs.size();
    }

    private List<BootSign> ofMachines(Collection<MacAddress> macs) {
        return signs.values().stream().filter(sign -> macs.contains(sign.mac())).toList();
    }

    private static boolean isKept(BootSign sign) {
        return sign.kind() == SignKind.AGENT || sign.kind() == SignKind.OS_READY;
    }

    private static String key(BootSign sign) {
        return sign.mac() + "/" + sign.kind().word();
    }
}
