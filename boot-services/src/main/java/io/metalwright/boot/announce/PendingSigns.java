package io.metalwright.boot.announce;

import io.metalwright.boot.store.JsonMap;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.boot.BootSign;
import io.metalwright.model.boot.SignKind;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Signs that were not delivered yet, in order; of each kind and machine the latest. An agent's and an installed system's word is on disk
 * before they are thanked for it, because they do not say it twice; the others come again with the next boot.
 *
 * <p>A machine's signs are taken together. The small ones of a boot follow each other within moments and wait for company that long, since each
 * delivery costs the engine as much as any other.
 */
final class PendingSigns {
    private static final int MOST = 10_000;
    /** Those by which a run goes on, and which are said once. */
    private static final Set<SignKind> KEPT =
            Set.of(SignKind.AGENT, SignKind.INSTALLED, SignKind.STOPPED, SignKind.OS_READY);

    private record Waiting(BootSign sign, long since) {}

    private final SiteStore store;
    private final JsonMap<BootSign> stored;
    private final long lingerNanos;
    private final Map<String, Waiting> signs = new LinkedHashMap<>();
    /** Machines whose signs somebody carries now. */
    private final Set<MacAddress> underWay = new HashSet<>();

    private boolean closed;

    /** @param linger how long a small sign waits for others of its machine */
    PendingSigns(SiteStore store, Duration linger) {
        this.store = store;
        this.stored = store.map("signs", BootSign.class);
        this.lingerNanos = linger.toNanos();
        stored.entries()
                .sorted(Comparator.comparing(entry -> entry.getValue().at()))
                .forEach(entry -> signs.put(entry.getKey(), waiting(entry.getValue())));
    }

    /** Says how many old ones had to make room. */
    synchronized int add(BootSign sign) {
        var key = key(sign);
        signs.remove(key);
        signs.put(key, waiting(sign));
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

    /**
     * All signs of the machine that has waited longest, in order; waits for one. Nobody else is given signs of it until they were {@linkplain
     * #release released}. Empty when nothing more will come.
     */
    synchronized List<BootSign> take() throws InterruptedException {
        while (!closed) {
            long now = System.nanoTime();
            long next = Long.MAX_VALUE;
            for (var each : signs.values()) {
                var mac = each.sign().mac();
                long left = isKept(each.sign()) ? 0 : each.since() + lingerNanos - now;
                if (underWay.contains(mac)) {
                    continue;
                }
                if (left <= 0) {
                    underWay.add(mac);
                    return ofMachines(Set.of(mac));
                }
                next = Math.min(next, left);
            }
            if (next == Long.MAX_VALUE) {
                wait();
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, next + 1_000_000);
            }
        }
        return List.of();
    }

    /** They are no longer under way, delivered or not. */
    synchronized void release(MacAddress mac) {
        underWay.remove(mac);
        notifyAll();
    }

    /**
     * Done with, unless a newer one of its kind has come meanwhile. That may read the same, to the microsecond of a coarse clock, and still
     * tells of something that happened after the other was sent: so it is this very object or none.
     */
    @SuppressWarnings("ReferenceEquality")
    synchronized void remove(BootSign sign) {
        var key = key(sign);
        var waiting = signs.get(key);
        if (waiting != null && waiting.sign() == sign) {
            signs.remove(key);
            if (stored.remove(key)) {
                store.commit();
            }
        }
    }

    /** Lets all other machines go first: what is refused for one must not hold up the rest. */
    synchronized void postpone(MacAddress mac) {
        ofMachines(Set.of(mac)).forEach(sign -> {
            var waiting = signs.remove(key(sign));
            if (waiting != null) {
                signs.put(key(sign), waiting);
            }
        });
    }

    synchronized void forget(Collection<MacAddress> macs) {
        ofMachines(macs).forEach(this::remove);
    }

    /** Its agent's word is void: the machine boots again. */
    synchronized void forgetAgent(MacAddress mac) {
        ofMachines(Set.of(mac)).stream()
                .filter(sign -> sign.kind() == SignKind.AGENT)
                .forEach(this::remove);
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized int size() {
        return signs.size();
    }

    private List<BootSign> ofMachines(Collection<MacAddress> macs) {
        return signs.values().stream()
                .map(Waiting::sign)
                .filter(sign -> macs.contains(sign.mac()))
                .toList();
    }

    private static Waiting waiting(BootSign sign) {
        return new Waiting(sign, System.nanoTime());
    }

    private static boolean isKept(BootSign sign) {
        return KEPT.contains(sign.kind());
    }

    private static String key(BootSign sign) {
        return sign.mac() + "/" + sign.kind().word();
    }
}
