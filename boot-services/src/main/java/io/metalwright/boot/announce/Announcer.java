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
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes signs of life from whoever answers a machine, at once, and hands them to the courier in its own time. */
public final class Announcer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Courier courier;
    private final Function<BootSign, Recipient> recipients;
    private final PendingSigns pending;
    private final BootProgress progress = new BootProgress();
    private final Counters counters;
    private final Clock clock;
    private final Thread carrier;

    public Announcer(
            Courier courier,
            Function<BootSign, Recipient> recipients,
            SiteStore store,
            Counters counters,
            Clock clock) {
        this.courier = courier;
        this.recipients = recipients;
        this.pending = new PendingSigns(store);
        this.counters = counters;
        this.clock = clock;
        this.carrier = Thread.ofVirtual().name("announcer").start(this::carry);
    }

    public void addressGiven(MacAddress mac, Firmware firmware, String detail) {
        if (progress.addressGiven(mac, firmware, clock.instant())) {
            tell(BootSign.of(SignKind.DHCP, mac, clock.instant(), detail));
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
        carrier.interrupt();
    }

    private void carry() {
        var pause = FIRST_PAUSE;
        try {
            while (true) {
                var sign = pending.awaitFirst();
                if (sign.isEmpty()) {
                    return;
                }
                if (carried(sign.get())) {
                    pending.remove(sign.get());
                    pause = FIRST_PAUSE;
                } else {
                    pending.postpone(sign.get().mac());
                    Thread.sleep(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean carried(BootSign sign) {
        try {
            switch (recipients.apply(sign)) {
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
}
