package io.metalwright.activities.health;

import io.metalwright.activities.health.redfish.EventSubscribing;
import io.metalwright.activities.switching.BmcVisits;
import io.metalwright.model.SiteName;
import io.metalwright.model.power.BmcTarget;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the BMCs of a site again and again how their machines fare. Any number of workers may do so at once: the CMDB gives each machine to one of
 * them. No workflow is needed for that, as nothing is lost when a look is: the next one comes.
 */
public final class HealthWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);

    /** BMCs asked at once: little enough that a site's network and this process hardly feel it. */
    private static final int AT_ONCE = 16;

    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExecutorService looks = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("health-", 0).factory());
    private final SiteName site;
    private final Duration interval;
    private final HealthBook book;
    private final HealthVisit visit;
    private final Thread round;

    private HealthWatch(
            SiteName site, Duration interval, BmcVisits visits, HealthBook book, EventSubscribing subscribing) {
        this.site = site;
        this.interval = interval;
        this.book = book;
        this.visit = new HealthVisit(visits, book, subscribing);
        this.round = Thread.ofVirtual().name("health-watch").unstarted(this::goRound);
    }

    /**
     * @param interval between two looks at a machine
     * @param subscribing looks after its BMC's events on the same occasion
     */
    public static HealthWatch start(
            SiteName site, Duration interval, BmcVisits visits, HealthBook book, EventSubscribing subscribing) {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("An interval is longer than nothing, not " + interval);
        }
        var watch = new HealthWatch(site, interval, visits, book, subscribing);
        watch.round.start();
        return watch;
    }

    private void goRound() {
        var rest = interval.dividedBy(10).compareTo(LONGEST_REST) < 0 ? interval.dividedBy(10) : LONGEST_REST;
        try {
            while (true) {
                if (!lookAtThoseDue()) {
                    Thread.sleep(rest);
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Whether there may be more of them. */
    private boolean lookAtThoseDue() throws InterruptedException {
        // No more is claimed than can be asked at once: another worker may have places free.
        places.acquire();
        int free = 1 + places.drainPermits();
        int begun = 0;
        try {
            var due = book.claim(site, interval, free);
            for (var bmc : due) {
                looks.execute(() -> look(bmc));
                begun++;
            }
            return begun == free;
        } catch (RuntimeException e) {
            LOG.warn("see which machines of {} are to be looked after: {}", site, e.getMessage());
            return false;
        } finally {
            places.release(free - begun);
        }
    }

    private void look(BmcTarget bmc) {
        try {
            visit.look(bmc);
        } catch (RuntimeException e) {
            LOG.warn("look after {}: {}", bmc.machine(), e.getMessage());
        } finally {
            places.release();
        }
    }

    /** Looks that are under way are broken off. */
    @Override
    public void close() {
        round.interrupt();
        looks.shutdownNow();
        try {
            // What they use is closed next.
            if (!looks.awaitTermination(DRAIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.debug("some looks at machines of {} did not end in time", site);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
