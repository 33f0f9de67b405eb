package io.metalwright.boot.announce;

import io.metalwright.model.boot.BootSign;
import io.metalwright.workflows.WorkflowIds;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;

/** Carries signs as signals. A stranger's first sign starts its {@code Register} run and arrives in the same call. */
public final class TemporalCourier implements Courier {
    private static final String SIGNAL = "sign";

    private final WorkflowClient client;

    public TemporalCourier(WorkflowClient client) {
        this.client = client;
    }

    @Override
    public Delivery deliver(BootSign sign, Recipient.Run run) {
        return signal(run.workflowId(), sign);
    }

    @Override
    public Delivery deliver(BootSign sign, Recipient.Discovery discovery) {
        var id = WorkflowIds.discovery(sign.mac());
        if (!discovery.starts()) {
            return signal(id, sign);
        }
        var options = WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(TaskQueues.CONTROL)
                .setStaticSummary("Register " + sign.mac() + ", seen by the boot services of "
                        + discovery.spec().site())
                .build();
        client.newUntypedWorkflowStub("Register", options)
                .signalWithStart(SIGNAL, new Object[] {sign}, new Object[] {discovery.spec()});
        return Delivery.DELIVERED;
    }

    private Delivery signal(String workflowId, BootSign sign) {
        try {
            client.newUntypedWorkflowStub(workflowId).signal(SIGNAL, sign);
            return Delivery.DELIVERED;
        } catch (WorkflowNotFoundException e) {
            return Delivery.RUN_OVER;
        }
    }
}
