package io.metalwright.boot.announce;

import io.metalwright.boot.firmware.Firmware;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.boot.BootSign;
import io.metalwright.model.boot.SignKind;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes signs of life from whoever answers a machine, at once, and hands them to the courier in its own time: those of one machine one after the
 * other, those of several at the same time.
 */
public final class Announcer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    /** Script, kernel and initrd follow each other this quickly; nobody waits for one of them alone. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final int CARRIERS = 4;

    private final Courier courier;
    private final Function<BootSign, Recipient> recipients;
    private final PendingSigns pending;
    private final BootProgress progress = new BootProgress();
    private final Counters counters;
    private final Clock clock;
    private final List<Thread> carriers;
    /** Held while a carrier writes to the store, when it must not be interrupted. */
    private final ReentrantLock keeping = new ReentrantLock();

    public Announcer(
            Courier courier,
            Function<BootSign, Recipient> recipients,
            SiteStore store,
            Counters counters,
            Clock clock) {
        this.courier = courier;
        this.recipients = recipients;
        this.pending = new PendingSigns(store, LINGER);
        this.counters = counters;
        this.clock = clock;
        this.carriers = IntStream.range(0, CARRIERS)
                .mapToObj(
                        number -> Thread.ofVirtual().name("announcer-" + number).start(this::carry))
                .toList();
    }

    public void addressGiven(MacAddress mac, Firmware firmware, String detail) {
        if (progress.addressGiven(mac, firmware, clock.instant())) {
            // Told late, it would lead a run to a boot that is over.
            pending.forgetAgent(mac);
            tell(BootSign.of(SignKind.DHCP, mac, clock.instant(), detail));
        }
    }

    public void addressRefused(MacAddress mac, String detail) {
        if (progress.addressRefused(mac, clock.instant())) {
            tell(BootSign.of(SignKind.NO_ADDRESS, mac, clock.instant(), detail));
        }
    }

    /** One of the milestones which a boot passes once. */
    public void passed(SignKind kind, MacAddress mac, String detail) {
        if (progress.isNews(mac, kind, clock.instant())) {
            tell(BootSign.of(kind, mac, clock.instant(), detail));
        }
    }

    public void tell(BootSign sign) {
        counters.count("signs", "kind", sign.kind().word());
        for (int i = pending.add(sign); i > 0; i--) {
            counters.count("signs_dropped");
        }
    }

    /** Whoever awaited these machines has changed; what was said to the one before is not the next one's concern. */
    public void forget(Collection<MacAddress> macs) {
        pending.forget(macs);
        progress.forget(macs);
    }

    @Override
    public void close() {
        pending.close();
        keeping.lock();
        try {
            carriers.forEach(Thread::interrupt);
        } finally {
            keeping.unlock();
        }
    }

    private void carry() {
        var pause = FIRST_PAUSE;
        try {
            while (true) {
                var signs = pending.take();
                if (signs.isEmpty()) {
                    return;
                }
                var mac = signs.getFirst().mac();
                boolean delivered = carried(signs);
                keep(mac, signs, delivered);
                if (delivered) {
                    pause = FIRST_PAUSE;
                } else {
                    Thread.sleep(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(MacAddress mac, List<BootSign> signs, boolean delivered) throws InterruptedException {
        // A thread that writes while it is interrupted would close the store's file for all others.
        boolean ending = Thread.interrupted();
        keeping.lock();
        try {
            if (delivered) {
                signs.forEach(pending::remove);
            } else {
                pending.postpone(mac);
            }
            pending.release(mac);
        } finally {
            keeping.unlock();
        }
        if (ending) {
            throw new InterruptedException();
        }
    }

    /** The last tells those before it. */
    private boolean carried(List<BootSign> signs) {
        var sign = signs.getLast().after(signs.subList(0, signs.size() - 1));
        try {
            switch (recipient(signs)) {
                case Recipient.Run run ->
                    counters.count(
                            "signs_carried",
                            "to",
                            "run_" + courier.deliver(sign, run).name());
                case Recipient.Discovery discovery ->
                    counters.count(
                            "signs_carried",
                            "to",
                            "discovery_" + courier.deliver(sign, discovery).name());
                case Recipient.Nobody ignored -> counters.count("signs_carried", "to", "nobody");
            }
            return true;
        } catch (RuntimeException e) {
            counters.count("signs_delayed");
            LOG.warn(
                    "tell Temporal that {} {}: {}. It will be told again; {} signs wait.",
                    sign.mac(),
                    sign.kind().phrase(),
                    e.toString(),
                    pending.size());
            return false;
        }
    }

    /** Of signs of one machine all go to the same; a registration is begun where one of them may begin it. */
    private Recipient recipient(List<BootSign> signs) {
        var last = recipients.apply(signs.getLast());
        return last instanceof Recipient.Discovery discovery && !discovery.starts()
                ? signs.stream()
                        .map(recipients)
                        .filter(each -> each instanceof Recipient.Discovery other && other.starts())
                        .findFirst()
                        .orElse(last)
                : last;
    }
}
