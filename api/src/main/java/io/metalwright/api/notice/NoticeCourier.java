package io.metalwright.api.notice;

import io.metalwright.api.engine.Engine;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.workflows.Notify;
import io.metalwright.workflows.WorkflowIds;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Has notices sent; also those whose start got lost, or whose workflow somebody ended. */
@Component
class NoticeCourier {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeCourier.class);
    /** Who enters a notice also starts it, a moment later. */
    private static final Duration START = Duration.ofSeconds(30);
    /** Longer than the longest pause between two attempts. */
    private static final Duration SILENCE = Duration.ofHours(3);

    private static final int AT_ONCE = 200;
    private static final Duration KEPT = Duration.ofDays(30);

    private final Cmdb cmdb;
    private final Engine engine;

    NoticeCourier(Cmdb cmdb, Engine engine) {
        this.cmdb = cmdb;
        this.engine = engine;
    }

    void send(String delivery, boolean once) {
        engine.start(
                "Notify",
                WorkflowOptions.newBuilder()
                        .setTaskQueue(TaskQueues.CONTROL)
                        .setWorkflowId(WorkflowIds.notice(delivery))
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                        .build(),
                new Notify.Order(delivery, once));
    }

    @Scheduled(fixedDelay = 60, initialDelay = 20, timeUnit = TimeUnit.SECONDS)
    void sendForgotten() {
        var now = Instant.now();
        sendForgotten(now.minus(START), now.minus(SILENCE));
    }

    void sendForgotten(Instant neverTriedSince, Instant silentSince) {
        try {
            for (var delivery : cmdb.deliveries().forgotten(neverTriedSince, silentSince, AT_ONCE)) {
                send(delivery.id(), false);
            }
            cmdb.deliveries().deleteOver(Instant.now().minus(KEPT));
        } catch (Problem | DataAccessException | TransactionException e) {
            LOG.debug("Notices that were left behind could not be sent", e);
        }
    }
}
