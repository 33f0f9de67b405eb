package io.metalwright.worker;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityExecutionContextBase;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** An activity's context with heartbeats of its own, which say again what the activity said last, in this attempt or in the one before. */
final class BeatingContext extends ActivityExecutionContextBase {
    private static final int BEATS_IN_A_TIMEOUT = 5;

    private final Duration pause;
    private final ReentrantLock turn = new ReentrantLock();
    private boolean told;
    private boolean over;
    private @Nullable Object details;

    BeatingContext(ActivityExecutionContext next) {
        super(next);
        pause = next.getInfo().getHeartbeatTimeout().dividedBy(BEATS_IN_A_TIMEOUT);
    }

    /** Beats until {@link #stop}. A word of cancel that comes with a beat is kept for the activity's own next one. */
    void beat() {
        try {
            while (true) {
                Thread.sleep(pause);
                if (!once()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ActivityCompletionException e) {
            // The activity hears of it at its own next heartbeat, and nobody waits for others.
        }
    }

    private boolean once() {
        turn.lock();
        try {
            if (!over) {
                super.heartbeat(
                        told
                                ? details
                                : super.getLastHeartbeatDetails(Object.class).orElse(null));
            }
            return !over;
        } finally {
            turn.unlock();
        }
    }

    void stop() {
        turn.lock();
        try {
            over = true;
        } finally {
            turn.unlock();
        }
    }

    @Override
    public <V> void heartbeat(V value) {
        turn.lock();
        try {
            told = true;
            details = value;
            super.heartbeat(value);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public <V> Optional<V> getHeartbeatDetails(Class<V> type) {
        return getHeartbeatDetails(type, type);
    }

    /** Ours are no news: until the activity tells something, what the last attempt told counts. */
    @Override
    public <V> Optional<V> getHeartbeatDetails(Class<V> type, Type genericType) {
        turn.lock();
        try {
            return told
                    ? super.getHeartbeatDetails(type, genericType)
                    : super.getLastHeartbeatDetails(type, genericType);
        } finally {
            turn.unlock();
        }
    }
}
