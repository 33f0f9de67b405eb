package io.metalwright.activities.inventory;

import io.metalwright.workflows.Notify;
import io.metalwright.workflows.WorkflowIds;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.activity.Activity;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has notices sent, without anybody waiting for it: what cannot be started now is found in the outbox later. */
final class NoticeStart {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeStart.class);

    private NoticeStart() {}

    /** Called within an activity. */
    static void of(List<String> deliveries) {
        if (!deliveries.isEmpty()) {
            var client = Activity.getExecutionContext().getWorkflowClient();
            Thread.startVirtualThread(() -> deliveries.forEach(delivery -> start(client, delivery)));
        }
    }

    private static void start(WorkflowClient client, String delivery) {
        var options = WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueues.CONTROL)
                .setWorkflowId(WorkflowIds.notice(delivery))
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build();
        try {
            WorkflowClient.start(client.newWorkflowStub(Notify.class, options)::run, new Notify.Order(delivery, false));
        } catch (RuntimeException e) {
            LOG.warn("notice {} is sent later: {}", delivery, e.getMessage());
        }
    }
}
