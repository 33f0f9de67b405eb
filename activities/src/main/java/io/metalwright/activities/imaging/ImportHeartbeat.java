package io.metalwright.activities.imaging;

import io.temporal.activity.ActivityExecutionContext;
import java.util.Locale;

/** Heartbeats of an import, at most two a second. */
final class ImportHeartbeat implements ImageProgress {
    private static final long INTERVAL_NANOS = 500_000_000;

    private final ActivityExecutionContext context;
    private long last = System.nanoTime() - INTERVAL_NANOS;

    /** What the heartbeat's details are: {@code phase} is {@code fetch}, {@code check}, {@code unpack}, {@code convert} or {@code store}. */
    public record Details(String phase, long done, long total) {}

    ImportHeartbeat(ActivityExecutionContext context) {
        this.context = context;
    }

    @Override
    public void tell(Phase phase, long done, long total) {
        if (System.nanoTime() - last >= INTERVAL_NANOS) {
            last = System.nanoTime();
            context.heartbeat(new Details(phase.name().toLowerCase(Locale.ROOT), done, total));
        }
    }
}
