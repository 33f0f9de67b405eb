package io.metalwright.api.run;

import io.metalwright.api.engine.Engine;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.idempotency.IdempotentAnswers;
import io.metalwright.cmdb.run.RunFilter;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;

/** Finds a run that was begun although the answer to its start was lost: the engine keeps in its memo what it was begun for. */
@Component
final class BegunRuns {
    /** Runs among which one is looked for. */
    private static final int LOOKED_AT = 20;

    private final Cmdb cmdb;
    private final Engine engine;

    BegunRuns(Cmdb cmdb, Engine engine) {
        this.cmdb = cmdb;
        this.engine = engine;
    }

    /** A request whose key is older is another one. */
    static Instant keptSince() {
        return Instant.now().minus(IdempotentAnswers.KEPT);
    }

    /** The present workflow of that id, where it was begun for this, and since then; its run id. */
    Optional<String> present(String workflowId, Instant since, String memo, String value) {
        return begun(workflowId, null, since, memo, value);
    }

    /** The one of the latest runs that was begun for this. */
    Optional<String> latest(RunFilter among, Instant since, String memo, String value) {
        return cmdb
                .runs()
                .search(among, PageRequest.of(0, LOOKED_AT, Sort.by(Sort.Direction.DESC, "startedAt")))
                .stream()
                .filter(row -> row.startedAt().isAfter(since))
                .flatMap(row -> begun(row.workflowId(), row.id(), since, memo, value).stream())
                .findFirst();
    }

    /** The last workflow of that id where it began since then, is over, and has left no row; its run id. */
    Optional<String> unknown(String workflowId, Instant since) {
        return engine.describe(workflowId, null)
                .filter(last -> last.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING)
                .filter(last -> last.getStartTime().isAfter(since))
                .map(last -> last.getWorkflowExecutionInfo().getFirstRunId())
                .filter(run -> cmdb.runs().find(run).isEmpty());
    }

    private Optional<String> begun(String workflowId, @Nullable String run, Instant since, String memo, String value) {
        return engine.describe(workflowId, run)
                .filter(found -> found.getStartTime().isAfter(since))
                .filter(found -> value.equals(found.getMemo(memo, String.class)))
                .map(found -> found.getWorkflowExecutionInfo().getFirstRunId());
    }
}
