package io.metalwright.workflows.run;

import io.metalwright.model.SiteName;
import io.metalwright.workflows.steps.BmcReading;
import io.metalwright.workflows.steps.BootPlans;
import io.metalwright.workflows.steps.Consoles;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.ImageLibrary;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Activity stubs with their time-outs. A dead site is noticed by schedule-to-start, a dead worker by its heartbeats, and not after an hour. */
public final class Calls {
    private static final Duration PICK_UP = Duration.ofMinutes(2);
    /** Workers beat for every activity that has this time-out, several times within it. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    /** A site's worker that went away comes back within that time, or somebody must see to it. */
    private static final Duration RESTART = Duration.ofMinutes(6);

    private static final Duration CONTROL = Duration.ofSeconds(30);
    private static final int CONTROL_TRIES = 30;

    private Calls() {}

    /**
     * The CMDB: short calls; a database that is away comes back. The worker that runs the workflow makes them itself, which costs a tenth of what
     * handing them over a queue does; as with any activity, one whose worker dies is made again.
     */
    public static <T> T control(Class<T> contract) {
        if (!Since.localCmdb()) {
            return stub(contract, TaskQueues.CONTROL, CONTROL, retries(CONTROL_TRIES));
        }
        var words = Doing.words();
        return Workflow.newLocalActivityStub(
                contract,
                LocalActivityOptions.newBuilder()
                        .setSummary(words == null ? "Look the machine up" : words)
                        .setDoNotIncludeArgumentsIntoMarker(true)
                        .setStartToCloseTimeout(CONTROL)
                        .setRetryOptions(retries(CONTROL_TRIES))
                        .build());
    }

    /** Boot-services of a site. */
    public static <T> T boot(SiteName site, Class<T> contract) {
        return stub(contract, TaskQueues.boot(site), Duration.ofSeconds(20), retries(10));
    }

    /** A site's worker, for work that ends within {@code deadline}. */
    public static <T> T site(SiteName site, Class<T> contract, Duration deadline) {
        return Workflow.newActivityStub(
                contract,
                options(TaskQueues.site(site), deadline, retries(5))
                        .setHeartbeatTimeout(HEARTBEAT)
                        // What hangs twice hangs, and a person hears of it; a worker that is started again is waited
                        // for.
                        .setScheduleToCloseTimeout(
                                deadline.multipliedBy(2).compareTo(RESTART) > 0 ? deadline.multipliedBy(2) : RESTART)
                        .build());
    }

    /** A site's worker, for work that takes long, and that is waited for when the run is cancelled. */
    public static <T> T siteLong(SiteName site, Class<T> contract, Duration deadline) {
        return Workflow.newActivityStub(
                contract,
                options(TaskQueues.site(site), deadline, retries(20))
                        .setHeartbeatTimeout(HEARTBEAT)
                        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .build());
    }

    /** A site's worker, for what must not be done twice: it is tried once, and the run looks what became of it. */
    public static <T> T siteOnce(SiteName site, Class<T> contract, Duration deadline) {
        return Workflow.newActivityStub(
                contract,
                options(TaskQueues.site(site), deadline, retries(1))
                        .setHeartbeatTimeout(HEARTBEAT)
                        .build());
    }

    /** Boot-services of a site, however long they are away. */
    public static BootPlans bootPatiently(SiteName site) {
        return Workflow.newActivityStub(
                BootPlans.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(TaskQueues.boot(site))
                        .setStartToCloseTimeout(Duration.ofSeconds(20))
                        .build());
    }

    /** A question to a BMC that somebody waits for: tried once, and soon given up where no worker of the site is there. */
    public static BmcReading bmc(SiteName site) {
        return Workflow.newActivityStub(
                BmcReading.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(TaskQueues.site(site))
                        .setScheduleToStartTimeout(Duration.ofSeconds(15))
                        .setStartToCloseTimeout(Duration.ofSeconds(50))
                        .setRetryOptions(retries(1))
                        .build());
    }

    /** A serial line: held for as long as it is wanted, by whichever worker of the site is there. */
    public static Consoles consoles(SiteName site) {
        return Workflow.newActivityStub(
                Consoles.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(TaskQueues.consoles(site))
                        .setScheduleToStartTimeout(Duration.ofSeconds(30))
                        .setStartToCloseTimeout(Duration.ofDays(30))
                        .setHeartbeatTimeout(HEARTBEAT)
                        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .setRetryOptions(retries(0))
                        .build());
    }

    /** Importing an image: as long as it takes, with a heartbeat. */
    public static ImageLibrary imageLibrary() {
        return Workflow.newActivityStub(
                ImageLibrary.class,
                options(TaskQueues.CONTROL, Duration.ofHours(12), retries(10))
                        .setHeartbeatTimeout(HEARTBEAT)
                        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .build());
    }

    private static <T> T stub(Class<T> contract, String queue, Duration deadline, RetryOptions retries) {
        return Workflow.newActivityStub(
                contract, options(queue, deadline, retries).build());
    }

    private static ActivityOptions.Builder options(String queue, Duration deadline, RetryOptions retries) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(queue)
                .setSummary(Doing.words())
                .setScheduleToStartTimeout(PICK_UP)
                .setStartToCloseTimeout(deadline)
                .setCancellationType(
                        Since.endsWhatIsUnderWay()
                                ? ActivityCancellationType.WAIT_CANCELLATION_COMPLETED
                                : ActivityCancellationType.TRY_CANCEL)
                .setRetryOptions(retries);
    }

    private static RetryOptions retries(int attempts) {
        return RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofSeconds(1))
                .setBackoffCoefficient(2)
                .setMaximumInterval(Duration.ofSeconds(30))
                .setMaximumAttempts(attempts)
                .setDoNotRetry(FailureTypes.MACHINE_LOST)
                .build();
    }
}
