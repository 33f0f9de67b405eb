package io.metalwright.api.run;

import io.metalwright.cmdb.run.RunRow;
import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.run.Pause;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.StepView;
import io.metalwright.model.run.Waiting;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as the API tells it.
 *
 * @param requestedBy the token that asked for it; null when the machine itself did, or somebody in Temporal
 * @param pause who asked that the run begins nothing more; state {@code paused} tells that nothing is under way either
 * @param progress how far a long step is; null where nothing is known, and always in lists
 */
record RunAnswer(
        String id,
        String workflowId,
        RunKind kind,
        @Nullable MachineId machine,
        @Nullable String machineName,
        @Nullable SiteName site,
        RunState state,
        List<StepView> steps,
        @Nullable Waiting waiting,
        @Nullable String outcome,
        @Nullable String planHash,
        @Nullable String requestedBy,
        @Nullable Progress progress,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Pause pause,
        Links links) {

    /** @param text how far, in the step's own measure */
    record Progress(String step, int percent, String text) {}

    /**
     * @param temporal its page in the Temporal UI, where the API was told where that is
     * @param machine its machine in this API
     */
    record Links(@Nullable String temporal, @Nullable String machine) {}

    static RunAnswer of(
            RunView view,
            @Nullable String machineName,
            @Nullable String requestedBy,
            @Nullable Progress progress,
            @Nullable String temporal) {
        return new RunAnswer(
                view.id(),
                view.workflowId(),
                view.kind(),
                view.machine(),
                machineName,
                view.site(),
                view.state(),
                view.steps(),
                view.waiting(),
                view.outcome(),
                view.planHash(),
                requestedBy,
                progress,
                view.startedAt(),
                view.endedAt(),
                view.pause(),
                new Links(temporal, view.machine() == null ? null : "/api/v1/machines/" + view.machine()));
    }

    static RunAnswer of(RunRow row, @Nullable Progress progress, @Nullable String temporal) {
        return of(row.details(), row.machineName(), row.requestedBy(), progress, temporal);
    }
}
