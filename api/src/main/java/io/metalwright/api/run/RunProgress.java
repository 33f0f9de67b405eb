package io.metalwright.api.run;

import io.metalwright.api.engine.Engine;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.run.RunRow;
import io.metalwright.model.run.RunState;
import io.metalwright.workflows.steps.Erasure;
import io.metalwright.workflows.steps.Imaging;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far a long step is, from what its activity last told Temporal. Asked of Temporal at most once a second for each run, however many look. */
@Component
final class RunProgress {
    /** Steps that tell how far they are, and how to ask their activities. */
    private static final Map<String, Asking<?>> ASKING = Map.of(
            "image", new Asking<>("WriteImage", Imaging.Progress.class, RunProgress::words),
            "read", new Asking<>("CaptureDisk", Imaging.Progress.class, RunProgress::words),
            "erase-disks", new Asking<>("EraseDisk", Erasure.Progress.class, RunProgress::words));

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
        return row.state() == RunState.RUNNING && row.step() != null && ASKING.containsKey(row.step());
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

    private record Asking<T>(String activity, Class<T> details, Function<T, RunAnswer.Progress> words) {
        Optional<RunAnswer.Progress> of(Engine engine, RunRow row) {
            return engine.heartbeat(row.workflowId(), row.id(), activity, details)
                    .map(words);
        }
    }

    private RunAnswer.@Nullable Progress ask(RunRow row) {
        var asking = ASKING.get(row.step());
        try {
            return asking == null ? null : asking.of(engine, row).orElse(null);
        } catch (Problem away) {
            // A run is worth showing also while Temporal is away.
            return null;
        }
    }

    private static RunAnswer.Progress words(Imaging.Progress progress) {
        return new RunAnswer.Progress(
                "image",
                percent(progress.bytesDone(), progress.bytesTotal()),
                "chunk " + progress.chunksDone() + " of " + progress.chunksTotal() + ", "
                        + megabytes(progress.bytesDone(), progress.bytesTotal()));
    }

    private static RunAnswer.Progress words(Erasure.Progress progress) {
        return new RunAnswer.Progress(
                "erase-disks",
                percent(progress.bytesDone(), progress.bytesTotal()),
                megabytes(progress.bytesDone(), progress.bytesTotal()));
    }

    private static int percent(long done, long total) {
        return total == 0 ? 100 : (int) (done * 100 / total);
    }

    private static String megabytes(long done, long total) {
        return done / 1_000_000 + " of " + total / 1_000_000 + " MB";
    }
}
