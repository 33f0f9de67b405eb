package io.metalwright.boot.announce;

import io.metalwright.model.MacAddress;
import io.metalwright.model.boot.BootSign;
import io.metalwright.model.boot.SignKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what it was given. Away, it refuses everything, as an engine that is down; stopped, it holds it, as one that is slow. */
public final class RecordingCourier implements Courier {
    /** A sign and who was to get it. */
    public record Carried(BootSign sign, Recipient recipient) {}

    private static final int ROAD_IS_FREE = 1_000_000;

    private final List<Carried> carried = new CopyOnWriteArrayList<>();
    private final AtomicInteger deliveries = new AtomicInteger();
    private final Set<MacAddress> refused = ConcurrentHashMap.newKeySet();
    private final Semaphore underWay = new Semaphore(0);
    private final Semaphore road = new Semaphore(ROAD_IS_FREE);
    private volatile boolean away;

    public void refuse(MacAddress mac) {
        refused.add(mac);
    }

    /** Holds the next sign under way until {@link #goOn()}. */
    public void stop() {
        underWay.drainPermits();
        road.drainPermits();
    }

    public void awaitUnderWay() throws InterruptedException {
        underWay.acquire();
    }

    public void goOn() {
        road.release(ROAD_IS_FREE);
    }

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    @Override
    public Delivery deliver(BootSign sign, Recipient.Run run) {
        return keep(sign, run);
    }

    @Override
    public Delivery deliver(BootSign sign, Recipient.Discovery discovery) {
        return keep(sign, discovery);
    }

    /** How often somebody was told something. */
    public int deliveries() {
        return deliveries.get();
    }

    public List<SignKind> kinds() {
        return carried.stream().map(each -> each.sign().kind()).toList();
    }

    public List<Carried> carried() {
        return List.copyOf(carried);
    }

    /** Waits up to ten seconds for a sign of this kind. */
    public Carried await(SignKind kind) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < deadline) {
            for (var each : carried) {
                if (each.sign().kind() == kind) {
                    return each;
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no sign " + kind + " came, only " + kinds());
    }

    private Delivery keep(BootSign sign, Recipient recipient) {
        underWay.release();
        road.acquireUninterruptibly();
        if (away || refused.contains(sign.mac())) {
            throw new IllegalStateException("the engine is away");
        }
        deliveries.incrementAndGet();
        sign.earlier().forEach(earlier -> carried.add(new Carried(earlier, recipient)));
        carried.add(new Carried(sign.after(List.of()), recipient));
        return Delivery.DELIVERED;
    }
}
