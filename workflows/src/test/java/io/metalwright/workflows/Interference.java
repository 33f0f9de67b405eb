package io.metalwright.workflows;

import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a run's activities, told by their order: it knows none by name, so that new ones are met too. The journal is left
 * alone: it tells what happens.
 */
final class Interference extends WorkerInterceptorBase {
    private static final String JOURNAL = "WriteJournal";
    /** A cancel that is not waited for has reached the run by then. */
    private static final int TAKES_EFFECT_MILLIS = 300;

    /** Types of the activities in the order in which they began, attempt by attempt. */
    final List<String> begun = new CopyOnWriteArrayList<>();

    /** Those of them that another worker may have: only in them can a cancel be met, a local one is over before the run hears of it. */
    final List<Integer> elsewhere = new CopyOnWriteArrayList<>();

    /** How many of these came before there was a step, when nobody could be asked yet. */
    volatile int beforeFirstStep = Integer.MAX_VALUE;

    /** Those that were made to fail. */
    final List<Integer> failed = new CopyOnWriteArrayList<>();

    private final Set<String> onceFailed = ConcurrentHashMap.newKeySet();
    private Set<Integer> failing = Set.of();
    private boolean undoFails;
    private int cancelling = -1;
    private boolean twice;
    private @Nullable WorkflowClient client;

    void connect(WorkflowClient workflowClient) {
        client = workflowClient;
    }

    static Interference none() {
        return new Interference();
    }

    /** The activities that begin as these fail, for good, before they have done anything. */
    Interference failing(Integer... order) {
        failing = Set.of(order);
        return this;
    }

    /** The run is cancelled when this one has begun; it has its effect all the same, and late. */
    Interference cancelling(int order) {
        cancelling = order;
        return this;
    }

    /** And what is begun after that fails when it is first tried. */
    Interference undoFailing() {
        undoFails = true;
        return this;
    }

    /** As if the answer of each were lost. */
    Interference twice() {
        twice = true;
        return this;
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
            private @Nullable ActivityExecutionContext context;

            @Override
            public void init(ActivityExecutionContext given) {
                context = given;
                super.init(given);
            }

            @Override
            public ActivityOutput execute(ActivityInput input) {
                var activity = Objects.requireNonNull(context);
                if (activity.getInfo().getActivityType().equals(JOURNAL)) {
                    beforeFirstStep = Math.min(beforeFirstStep, begun.size());
                    return super.execute(input);
                }
                var order = begin(activity.getInfo());
                if (failing.contains(order)
                        || undoFails(order, activity.getInfo().getActivityType())) {
                    failed.add(order);
                    throw ApplicationFailure.newNonRetryableFailure(
                            "no way at " + order, FailureTypes.REFUSED, "mend it");
                }
                if (order == cancelling) {
                    cancel(activity.getInfo().getWorkflowId());
                }
                var answer = super.execute(input);
                return twice ? super.execute(input) : answer;
            }
        };
    }

    private boolean undoFails(int order, String type) {
        return undoFails && order > cancelling && onceFailed.add(type);
    }

    private synchronized int begin(ActivityInfo activity) {
        if (!activity.isLocal()) {
            elsewhere.add(begun.size());
        }
        begun.add(activity.getActivityType());
        return begun.size() - 1;
    }

    private void cancel(String run) {
        Objects.requireNonNull(client).newUntypedWorkflowStub(run).signal("cancel");
        try {
            Thread.sleep(TAKES_EFFECT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
