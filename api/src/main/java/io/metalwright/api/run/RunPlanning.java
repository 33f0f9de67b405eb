package io.metalwright.api.run;

import io.metalwright.api.engine.Engine;
import io.metalwright.api.problem.Problem;
import io.metalwright.model.plan.RunPlan;
import io.metalwright.model.run.RunView;
import io.metalwright.workflows.WorkflowIds;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks the workflow of a run what it would do. It is the very workflow that would do it, so its answer is no guess. */
@Component
final class RunPlanning {
    /** Nobody waits longer for the answer. */
    private static final Duration OVER = Duration.ofSeconds(20);

    private final Engine engine;

    RunPlanning(Engine engine) {
        this.engine = engine;
    }

    RunPlan of(RunOrder order) {
        var options = WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueues.CONTROL)
                .setWorkflowId(WorkflowIds.plan(UUID.randomUUID().toString()))
                .setWorkflowExecutionTimeout(OVER)
                .setStaticSummary("Plan only: " + order.summary())
                .build();
        var plan = engine.ask(order.kind().workflowType(), options, RunView.class, order.input())
                .plan();
        if (plan == null) {
            throw new IllegalStateException("A dry run of kind " + order.kind() + " answered no plan");
        }
        return plan;
    }

    /** Refuses a start that was agreed to with another plan than what would be done now. */
    void require(RunOrder order) {
        if (order.planHash() == null) {
            return;
        }
        var now = of(order);
        if (!now.hash().equals(order.planHash())) {
            throw Problem.conflict(
                            "other-plan",
                            "The plan has changed",
                            "What would be done now is plan " + now.hash() + ": " + String.join(" ", now.effects()))
                    .at("planHash")
                    .help("Look at the new plan (dryRun=true), and start with its hash.");
        }
    }
}
