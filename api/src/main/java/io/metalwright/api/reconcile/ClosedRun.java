package io.metalwright.api.reconcile;

import io.metalwright.api.engine.Engine;
import io.metalwright.cmdb.run.RunRow;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.StepState;
import io.metalwright.model.run.StepView;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowFailedException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a run ended, by what the engine knows of it. */
final class ClosedRun {
    private ClosedRun() {}

    /** Empty while it is not over. */
    static Optional<RunView> of(RunRow row, Engine engine) {
        var first = engine.describe(row.workflowId(), row.id());
        var status = first.map(WorkflowExecutionDescription::getStatus).orElse(null);
        if (status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
            return Optional.empty();
        }
        // It went on under the same workflow id, or was reset to go on from an earlier point; what was reset keeps the
        // end that it had, and is forgotten before what goes on. Whether that is still this run is told by the first of
        // its chain.
        var latest = engine.describe(row.workflowId(), null)
                .filter(last -> last.getWorkflowExecutionInfo().getFirstRunId().equals(row.id()));
        if (latest.isPresent()) {
            return end(row, latest.get(), engine);
        }
        if (first.isEmpty()) {
            return Optional.of(ended(
                    row.details(), RunState.FAILED, "The engine knows nothing of this run any more.", Instant.now()));
        }
        return end(row, first.get(), engine);
    }

    private static Optional<RunView> end(RunRow row, WorkflowExecutionDescription execution, Engine engine) {
        var at = execution.getCloseTime() == null ? Instant.now() : execution.getCloseTime();
        return switch (execution.getStatus()) {
            case WORKFLOW_EXECUTION_STATUS_COMPLETED ->
                Optional.of(
                        engine.result(row.workflowId(), execution.getExecution().getRunId(), RunView.class));
            case WORKFLOW_EXECUTION_STATUS_FAILED ->
                Optional.of(ended(
                        row.details(), RunState.FAILED, "The run failed: " + failure(row, execution, engine), at));
            case WORKFLOW_EXECUTION_STATUS_CANCELED ->
                Optional.of(ended(row.details(), RunState.CANCELLED, "The run was cancelled in Temporal.", at));
            case WORKFLOW_EXECUTION_STATUS_TERMINATED ->
                Optional.of(ended(
                        row.details(),
                        RunState.FAILED,
                        "The run was terminated in Temporal; nothing that it had done was undone.",
                        at));
            case WORKFLOW_EXECUTION_STATUS_TIMED_OUT ->
                Optional.of(ended(row.details(), RunState.FAILED, "The run outlived its time-out in Temporal.", at));
            case WORKFLOW_EXECUTION_STATUS_RUNNING,
                    WORKFLOW_EXECUTION_STATUS_PAUSED,
                    WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW,
                    WORKFLOW_EXECUTION_STATUS_UNSPECIFIED,
                    UNRECOGNIZED -> Optional.empty();
        };
    }

    private static String failure(RunRow row, WorkflowExecutionDescription execution, Engine engine) {
        try {
            engine.result(row.workflowId(), execution.getExecution().getRunId(), RunView.class);
            return "for a reason that is not known.";
        } catch (WorkflowFailedException e) {
            return Engine.reason(e);
        }
    }

    private static RunView ended(RunView last, RunState state, String outcome, Instant at) {
        return new RunView(
                last.id(),
                last.workflowId(),
                last.kind(),
                last.machine(),
                last.site(),
                state,
                last.steps().stream().map(step -> left(step, at)).toList(),
                null,
                outcome,
                last.planHash(),
                last.startedAt(),
                at);
    }

    /** A step that was under way when the run ended did not succeed. */
    private static StepView left(StepView step, @Nullable Instant at) {
        return switch (step.state()) {
            case RUNNING, WAITING ->
                new StepView(
                        step.name(),
                        step.title(),
                        StepState.FAILED,
                        step.attempts(),
                        step.startedAt(),
                        at,
                        step.evidence(),
                        step.trouble(),
                        step.skippable(),
                        step.destroysData());
            case PENDING, DONE, SKIPPED, FAILED, UNDONE -> step;
        };
    }
}
