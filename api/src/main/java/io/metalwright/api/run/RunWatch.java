package io.metalwright.api.run;

import io.metalwright.cmdb.Cmdb;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Wakes those who follow runs when a run changed. One thread asks the database for all of them, and only while somebody follows; so a change
 * is seen whichever process made it.
 */
@Component
class RunWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Cmdb cmdb;
    private final Map<String, Integer> followers = new HashMap<>();
    private final Map<String, Long> revisions = new HashMap<>();
    private boolean polling;
    private boolean stopped;

    RunWatch(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    /** Waits until the run is at another revision than the one seen, for at most so long. */
    synchronized void await(String run, long seen, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        followers.merge(run, 1, Integer::sum);
        startPolling();
        try {
            while (!stopped && revisions.getOrDefault(run, seen) == seen) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        } finally {
            if (followers.merge(run, -1, Integer::sum) == 0) {
                followers.remove(run);
                revisions.remove(run);
            }
        }
    }

    private void startPolling() {
        if (!polling && !stopped) {
            polling = true;
            Thread.ofVirtual().name("run-watch").start(this::poll);
        }
    }

    private void poll() {
        boolean answered = true;
        for (var runs = followed(); !runs.isEmpty(); runs = followed()) {
            try {
                tell(cmdb.runs().revisions(runs));
                answered = true;
                Thread.sleep(PAUSE);
            } catch (DataAccessException | TransactionException e) {
                if (answered) {
                    LOG.warn("Runs cannot be followed while the database does not answer: {}", e.getMessage());
                }
                answered = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
    }

    /** Empty when the polling is over. */
    private synchronized Set<String> followed() {
        polling = !stopped && !followers.isEmpty();
        return polling ? Set.copyOf(followers.keySet()) : Set.of();
    }

    private synchronized void tell(Map<String, Long> found) {
        found.forEach((run, revision) -> {
            if (followers.containsKey(run)) {
                revisions.put(run, revision);
            }
        });
        notifyAll();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** How many wait now. */
    synchronized int following() {
        return followers.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Lets go of all who follow, so that the server's graceful end does not wait for them. */
    @EventListener(ContextClosedEvent.class)
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }
}
