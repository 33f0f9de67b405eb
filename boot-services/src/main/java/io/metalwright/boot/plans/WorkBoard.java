package io.metalwright.boot.plans;

import io.metalwright.model.MacAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where agents wait for work and are woken when their plan changes. Waiting costs a virtual thread. */
public final class WorkBoard {
    private final PlanBook plans;
    private final Map<MacAddress, CompletableFuture<Void>> changes = new ConcurrentHashMap<>();
    /** What each was told last. Forgotten with the process, in which case the next question is answered at once. */
    private final Map<MacAddress, Work> told = new ConcurrentHashMap<>();

    public WorkBoard(PlanBook plans) {
        this.plans = plans;
    }

    /** Without waiting. */
    public Work now(MacAddress mac) {
        var work = Work.of(plans.find(mac));
        told.put(mac, work);
        return work;
    }

    /** Whether somebody has work for it now. The agent is told nothing by this. */
    public boolean isWanted(MacAddress mac) {
        return Work.of(plans.find(mac)).wanted();
    }

    /** As soon as it is something else than this agent was told last, or when the time is over. */
    public Work awaited(MacAddress mac, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            // Taken before looking: a change in between completes it.
            var change = changes.computeIfAbsent(mac, key -> new CompletableFuture<>());
            if (!Work.of(plans.find(mac)).equals(told.get(mac))) {
                return now(mac);
            }
            try {
                change.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return now(mac);
            } catch (ExecutionException e) {
                throw new IllegalStateException("nobody completes this with a failure", e);
            }
        }
    }

    public void changed(Collection<MacAddress> macs) {
        for (var mac : macs) {
            var change = changes.remove(mac);
            if (change != null) {
                change.complete(null);
            }
        }
    }
}
