package io.metalwright.workflows.boot;

import io.metalwright.model.plan.EraseMethod;
import io.metalwright.model.plan.PlannedErasure;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.Erasure;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Erases the planned disks in full, all at the same time. A disk that is done is not erased again, and one that was interrupted goes on. */
public final class EraseDisksStep extends BootOsStep<OperationRun> {
    private static final Duration DEADLINE = Duration.ofDays(7);

    private final Map<PlannedErasure, String> done = new LinkedHashMap<>();
    private final Map<PlannedErasure, Long> bytesDone = new LinkedHashMap<>();

    public EraseDisksStep(OperationRun run) {
        super(run, "erase-disks", "Erase the disks");
    }

    @Override
    public String perform() {
        run.destroys();
        var trouble = await(begin());
        if (trouble != null) {
            throw trouble;
        }
        return String.join(" ", done.values());
    }

    private Map<PlannedErasure, Promise<String>> begin() {
        var target = run.target();
        var disks = Calls.siteLong(run.machine.site(), Erasure.class, DEADLINE);
        var erasing = new LinkedHashMap<PlannedErasure, Promise<String>>();
        for (var erasure : run.plan().erasures()) {
            if (erasure.method() != EraseMethod.METADATA && !done.containsKey(erasure)) {
                erasing.put(
                        erasure, Async.function(disks::erase, target, erasure, bytesDone.getOrDefault(erasure, 0L)));
            }
        }
        return erasing;
    }

    /** Waits for all of them, so that none goes on unseen. */
    private @Nullable ActivityFailure await(Map<PlannedErasure, Promise<String>> erasing) {
        ActivityFailure trouble = null;
        for (var disk : erasing.entrySet()) {
            try {
                var seen = disk.getValue().get();
                done.put(disk.getKey(), seen);
                run.record.log(name(), null, seen);
            } catch (ActivityFailure e) {
                bytesDone.merge(disk.getKey(), reached(e), Math::max);
                // A word of cancel counts before any trouble that came with it.
                trouble = trouble == null || e.getCause() instanceof CanceledFailure ? e : trouble;
            }
        }
        return trouble;
    }

    private static long reached(ActivityFailure failure) {
        if (failure.getCause() instanceof ApplicationFailure cause) {
            return cause.getDetails().getSize() > 1 ? cause.getDetails().get(1, Long.class) : 0;
        }
        if (failure.getCause() instanceof TimeoutFailure cause
                && cause.getLastHeartbeatDetails().getSize() > 0) {
            return cause.getLastHeartbeatDetails()
                    .get(0, Erasure.Progress.class)
                    .bytesDone();
        }
        return 0;
    }

    @Override
    public boolean destroysData() {
        return true;
    }
}
