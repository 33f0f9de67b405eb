package io.metalwright.api.run;

import io.metalwright.api.engine.Engine;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.run.RunRow;
import io.metalwright.model.run.RunState;
import io.metalwright.workflows.steps.Imaging;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far a long step is, from what its activity last told Temporal. Asked of Temporal at most once a second for each run, however many look. */
@Component
final class RunProgress {
    private static final String STEP = "image";
    private static final String ACTIVITY = "WriteImage";
    private static final long FRESH = Duration.ofMillis(900).toNanos();
    private static final int KEPT = 500;

    private final Engine engine;
    private final Map<String, Seen> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > KEPT;
        }
    };

    private record Seen(long nanoTime, RunAnswer.@Nullable Progress progress) {}

    RunProgress(Engine engine) {
        this.engine = engine;
    }

    static boolean mayHave(RunRow row) {
        return row.state() == RunState.RUNNING && STEP.equals(row.step());
    }

    RunAnswer.@Nullable Progress of(RunRow row) {
        if (!mayHave(row)) {
            return null;
        }
        long now = System.nanoTime();
        synchronized (seen) {
            var last = seen.get(row.id());
            if (last != null && now - last.nanoTime < FRESH) {
                return last.progress;
            }
        }
        var progress = ask(row);
        synchronized (seen) {
            seen.put(row.id(), new Seen(now, progress));
        }
        return progress;
    }

    private RunAnswer.@Nullable Progress ask(RunRow row) {
        try {
            return engine.heartbeat(row.workflowId(), row.id(), ACTIVITY, Imaging.Progress.class)
                    .map(RunProgress::words)
                    .orElse(null);
        } catch (Problem away) {
            // A run is worth showing also while Temporal is away.
            return null;
        }
    }

    private static RunAnswer.Progress words(Imaging.Progress progress) {
        long percent = progress.bytesTotal() == 0 ? 100 : progress.bytesDone() * 100 / progress.bytesTotal();
        return new RunAnswer.Progress(
                STEP,
                (int) percent,
                "chunk " + progress.chunksDone() + " of " + progress.chunksTotal() + ", "
                        + progress.bytesDone() / 1_000_000 + " of " + progress.bytesTotal() / 1_000_000 + " MB");
    }
}
