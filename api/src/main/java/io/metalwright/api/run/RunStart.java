package io.metalwright.api.run;

import io.metalwright.api.engine.Engine;
import io.metalwright.api.machine.MachineLookup;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.Json;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.MachineState;
import io.metalwright.model.SiteName;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.workflows.SearchAttributes;
import io.metalwright.workflows.WorkflowMemos;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes.Builder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Starts the workflow of a run. That one write is the start; the row beside it only lets the run be seen before it tells of itself. */
@Component
final class RunStart {
    private static final Logger LOG = LoggerFactory.getLogger(RunStart.class);

    private final Cmdb cmdb;
    private final Engine engine;
    private final BegunRuns begun;

    RunStart(Cmdb cmdb, Engine engine, BegunRuns begun) {
        this.cmdb = cmdb;
        this.engine = engine;
        this.begun = begun;
    }

    RunView start(RunOrder order, String who) {
        refuseBesideAnother(order);
        String id;
        try {
            id = engine.start(order.kind().workflowType(), options(order), order.input());
        } catch (WorkflowExecutionAlreadyStarted running) {
            // The engine may have taken an earlier sending of the same request a moment ago.
            id = Optional.ofNullable(order.request())
                    .flatMap(request ->
                            begun.present(order.workflowId(), BegunRuns.keptSince(), WorkflowMemos.REQUEST, request))
                    .orElseThrow(() -> busy(order, running));
        }
        var view = justBegun(id, order.workflowId(), order.kind(), order.machine(), order.site());
        try {
            cmdb.runs().enter(view, who, Json.text(order.input()));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Run {} was started, and its row is left to the run itself: {}", id, e.getMessage());
        }
        return view;
    }

    /** What is known of a run that has told nothing of itself yet. */
    static RunView justBegun(String id, String workflowId, RunKind kind, @Nullable MachineRow machine, SiteName site) {
        return new RunView(
                id,
                workflowId,
                kind,
                machine == null ? null : machine.id(),
                site,
                RunState.RUNNING,
                List.of(),
                null,
                null,
                null,
                Instant.now(),
                null);
    }

    private static WorkflowOptions options(RunOrder order) {
        Builder attributes = io.temporal.common.SearchAttributes.newBuilder()
                .set(SearchAttributes.KIND, order.kind().word())
                .set(SearchAttributes.STATE, RunState.RUNNING.word())
                .set(SearchAttributes.SITE, order.site().value());
        var machine = order.machine();
        if (machine != null) {
            attributes.set(SearchAttributes.MACHINE, machine.id().value());
            if (machine.serial() != null) {
                attributes.set(SearchAttributes.SERIAL, machine.serial());
            }
        }
        var options = WorkflowOptions.newBuilder();
        var memo = new HashMap<String, Object>();
        if (order.planHash() != null) {
            memo.put(WorkflowMemos.PLAN_HASH, order.planHash());
        }
        if (order.queued() != null) {
            memo.put(WorkflowMemos.QUEUED, order.queued());
        }
        if (order.request() != null) {
            memo.put(WorkflowMemos.REQUEST, order.request());
        }
        if (!memo.isEmpty()) {
            options.setMemo(memo);
        }
        return options.setTaskQueue(TaskQueues.CONTROL)
                .setWorkflowId(order.workflowId())
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setTypedSearchAttributes(attributes.build())
                .setStaticSummary(order.summary())
                .setStaticDetails(
                        order.queued() == null ? "Started through the API" : "Started from the machine's queue")
                .build();
    }

    /** The engine keeps runs of one workflow id apart; the one that registered a stranger has another than its machine. */
    private void refuseBesideAnother(RunOrder order) {
        var machine = order.machine();
        // One that is available by now may be taken, though the last row of its registration is not written yet.
        if (machine != null && machine.state() == MachineState.REGISTERING) {
            var row = cmdb.runs().activeOf(List.of(machine.id())).get(machine.id());
            if (row != null && !row.workflowId().equals(order.workflowId())) {
                throw MachineLookup.busy(machine, row);
            }
        }
    }

    private Problem busy(RunOrder order, WorkflowExecutionAlreadyStarted running) {
        MachineRow machine = order.machine();
        if (machine != null) {
            var row = cmdb.runs().activeOf(List.of(machine.id())).get(machine.id());
            if (row != null) {
                return MachineLookup.busy(machine, row);
            }
        }
        return Problem.conflict(
                        "machine-busy",
                        "The machine is busy",
                        (machine == null ? "The machine" : "Machine " + machine.name()) + " is in another run.")
                .run(running.getExecution().getRunId())
                .help("Cancel that run, or wait for its end.");
    }
}
