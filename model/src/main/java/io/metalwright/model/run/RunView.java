package io.metalwright.model.run;

import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.plan.RunPlan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as a person sees it; also what a workflow answers to the query {@code status}.
 *
 * @param id Temporal's id of the execution (the first of its chain)
 * @param machine null until a machine is known, at the beginning of a discovery
 * @param planHash sum of the plan, once there is one
 * @param plan where only that was asked for: what would be done
 * @param pause who asked that it shall begin nothing more; its state is {@code paused} once nothing is under way
 */
public record RunView(
        String id,
        String workflowId,
        RunKind kind,
        @Nullable MachineId machine,
        @Nullable SiteName site,
        RunState state,
        List<StepView> steps,
        @Nullable Waiting waiting,
        @Nullable String outcome,
        @Nullable String planHash,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Pause pause,
        @Nullable RunPlan plan) {
    public RunView {
        steps = List.copyOf(steps);
    }

    /** One that nobody has paused. */
    public RunView(
            String id,
            String workflowId,
            RunKind kind,
            @Nullable MachineId machine,
            @Nullable SiteName site,
            RunState state,
            List<StepView> steps,
            @Nullable Waiting waiting,
            @Nullable String outcome,
            @Nullable String planHash,
            Instant startedAt,
            @Nullable Instant endedAt) {
        this(
                id,
                workflowId,
                kind,
                machine,
                site,
                state,
                steps,
                waiting,
                outcome,
                planHash,
                startedAt,
                endedAt,
                null,
                null);
    }
}
