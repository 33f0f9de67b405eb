package io.metalwright.workflows.notice;

import io.metalwright.workflows.Notify;
import io.metalwright.workflows.steps.Notices;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** {@link Notify} as one activity, which is tried at growing distances for a day. */
public final class DurableNotify implements Notify {
    private static final Duration ATTEMPT = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofHours(24);
    private static final Duration WRITE = Duration.ofSeconds(30);

    @Override
    public String run(Order order) {
        try {
            return sending(order.once()).send(order.delivery());
        } catch (ActivityFailure e) {
            writing().giveUp(order.delivery());
            throw e;
        }
    }

    private static Notices sending(boolean once) {
        return Workflow.newActivityStub(
                Notices.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(TaskQueues.NOTICES)
                        .setStartToCloseTimeout(ATTEMPT)
                        .setScheduleToCloseTimeout(PATIENCE)
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(FIRST_PAUSE)
                                .setBackoffCoefficient(2)
                                .setMaximumInterval(LONGEST_PAUSE)
                                .setMaximumAttempts(once ? 1 : 0)
                                .build())
                        .build());
    }

    private static Notices writing() {
        return Workflow.newActivityStub(
                Notices.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(TaskQueues.NOTICES)
                        .setStartToCloseTimeout(WRITE)
                        .build());
    }
}
