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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    /** Of each machine in order; the machine whose first one has waited longest comes first. Thousands, when a site wakes up. */
    private final Map<MacAddress, Map<SignKind, Waiting>> machines = new LinkedHashMap<>();
    /** Those of them with a sign that is not to linger, in order. */
    private final Set<MacAddress> urgent = new LinkedHashSet<>();
    /** Machines whose signs somebody carries now. */
    private final Set<MacAddress> underWay = new HashSet<>();

    private int size;
    private boolean closed;

    /** @param linger how long a small sign waits for others of its machine */
    PendingSigns(SiteStore store, Duration linger) {
        this.store = store;
        this.stored = store.map("signs", BootSign.class);
        this.lingerNanos = linger.toNanos();
        stored.entries()
                .sorted(Comparator.comparing(entry -> entry.getValue().at()))
                .forEach(entry -> put(entry.getValue()));
    }

    /** Says how many old ones had to make room. */
    synchronized int add(BootSign sign) {
        drop(sign.mac(), sign.kind());
        put(sign);
        if (isKept(sign)) {
            stored.put(key(sign), sign);
            store.commit();
        }
        int dropped = 0;
        while (size > MOST) {
            var oldest = machines.values().iterator().next().values().iterator().next();
            drop(oldest.sign().mac(), oldest.sign().kind());
            stored.remove(key(oldest.sign()));
            dropped++;
        }
        // Else whoever waits does so for a machine that came before.
        if (isKept(sign) || machines.size() <= underWay.size() + 1) {
            notifyAll();
        }
        return dropped;
    }

    /**
     * All signs of the machine that has waited longest, in order; waits for one. Nobody else is given signs of it until they were {@linkplain
     * #release released}. Empty when nothing more will come.
     */
    synchronized List<BootSign> take() throws InterruptedException {
        while (!closed) {
            var mac = next(urgent).or(() -> next(machines.keySet()));
            if (mac.isEmpty()) {
                wait();
                continue;
            }
            long left = urgent.contains(mac.get()) ? 0 : since(mac.get()) + lingerNanos - System.nanoTime();
            if (left <= 0) {
                underWay.add(mac.get());
                return ofMachine(mac.get());
            }
            TimeUnit.NANOSECONDS.timedWait(this, left + 1_000_000);
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
        var waiting = machines.getOrDefault(sign.mac(), Map.of()).get(sign.kind());
        if (waiting != null && waiting.sign() == sign) {
            drop(sign.mac(), sign.kind());
            if (stored.remove(key(sign))) {
                store.commit();
            }
        }
    }

    /** Lets all other machines go first: what is refused for one must not hold up the rest. */
    synchronized void postpone(MacAddress mac) {
        toTheEnd(mac);
        if (urgent.remove(mac)) {
            urgent.add(mac);
        }
    }

    synchronized void forget(Collection<MacAddress> macs) {
        macs.forEach(mac -> ofMachine(mac).forEach(this::remove));
    }

    /** Its agent's word is void: the machine boots again. */
    synchronized void forgetAgent(MacAddress mac) {
        ofMachine(mac).stream().filter(sign -> sign.kind() == SignKind.AGENT).forEach(this::remove);
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized int size() {
        return size;
    }

    private void put(BootSign sign) {
        machines.computeIfAbsent(sign.mac(), mac -> new LinkedHashMap<>())
                .put(sign.kind(), new Waiting(sign, System.nanoTime()));
        if (isKept(sign)) {
            urgent.add(sign.mac());
        }
        size++;
    }

    /** Out of the queue, where there is one. A machine that has lost its oldest goes behind those that have waited longer. */
    private void drop(MacAddress mac, SignKind kind) {
        var signs = machines.get(mac);
        if (signs == null || !signs.containsKey(kind)) {
            return;
        }
        boolean wasOldest = signs.keySet().iterator().next() == kind;
        signs.remove(kind);
        size--;
        if (KEPT.stream().noneMatch(signs::containsKey)) {
            urgent.remove(mac);
        }
        if (signs.isEmpty()) {
            machines.remove(mac);
        } else if (wasOldest) {
            toTheEnd(mac);
        }
    }

    private void toTheEnd(MacAddress mac) {
        var signs = machines.remove(mac);
        if (signs != null) {
            machines.put(mac, signs);
        }
    }

    /** Few are under way, so that the first that is not is soon found. */
    private Optional<MacAddress> next(Collection<MacAddress> waiting) {
        return waiting.stream().filter(mac -> !underWay.contains(mac)).findFirst();
    }

    private long since(MacAddress mac) {
        return Objects.requireNonNull(machines.get(mac))
                .values()
                .iterator()
                .next()
                .since();
    }

    private List<BootSign> ofMachine(MacAddress mac) {
        return machines.getOrDefault(mac, Map.of()).values().stream()
                .map(Waiting::sign)
                .toList();
    }

    private static boolean isKept(BootSign sign) {
        return KEPT.contains(sign.kind());
    }

    private static String key(BootSign sign) {
        return sign.mac() + "/" + sign.kind().word();
    }
}
