package io.metalwright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.SiteName;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In real time, against Temporal's test server: an attempt whose heartbeats cease for a second is given up there. */
@Timeout(60)
class SteadyHeartbeatTest {
    private static final SiteName SITE = SiteName.of("ber1");
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
    private final Silent silent = new Silent();
    private Workers workers;

    @ActivityInterface
    public interface LongWork {
        String perform();
    }

    @WorkflowInterface
    public interface OneActivity {
        @WorkflowMethod
        String run();
    }

    public static final class OneActivityOnSite implements OneActivity {
        @Override
        public String run() {
            return Workflow.newActivityStub(
                            LongWork.class,
                            ActivityOptions.newBuilder()
                                    .setTaskQueue(TaskQueues.site(SITE))
                                    .setStartToCloseTimeout(Duration.ofSeconds(30))
                                    .setHeartbeatTimeout(HEARTBEAT)
                                    .setRetryOptions(RetryOptions.newBuilder()
                                            .setInitialInterval(Duration.ofMillis(10))
                                            .setMaximumAttempts(3)
                                            .build())
                                    .build())
                    .perform();
        }
    }

    /** Works on without a word for longer than the server waits for one. */
    static final class Silent implements LongWork {
        final List<String> found = new CopyOnWriteArrayList<>();
        volatile boolean talks;

        @Override
        public String perform() {
            var context = Activity.getExecutionContext();
            int attempt = context.getInfo().getAttempt();
            if (talks && attempt == 1) {
                context.heartbeat("half of it is done");
            }
            pause();
            found.add(context.getHeartbeatDetails(String.class).orElse("nothing"));
            if (talks && attempt < 3) {
                throw ApplicationFailure.newFailure("again", "Again");
            }
            return "attempt " + attempt;
        }

        private static void pause() {
            try {
                Thread.sleep(HEARTBEAT.multipliedBy(2));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @BeforeEach
    void start() {
        temporal.newWorker(TaskQueues.CONTROL).registerWorkflowImplementationTypes(OneActivityOnSite.class);
        temporal.start();
        workers = new Workers(temporal.getWorkflowClient())
                .site(SITE, List.of(silent))
                .start();
    }

    @AfterEach
    void stop() {
        workers.close();
        temporal.close();
    }

    private String run() {
        return temporal.getWorkflowClient()
                .newWorkflowStub(
                        OneActivity.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.CONTROL)
                                .build())
                .run();
    }

    @Test
    void anActivityThatSaysNothingIsNotGivenUp() {
        assertThat(run()).isEqualTo("attempt 1");
        assertThat(silent.found).containsExactly("nothing");
    }

    @Test
    void whatAnAttemptToldIsThereForTheNextOnesAlsoWhenTheySayNothing() {
        silent.talks = true;
        assertThat(run()).isEqualTo("attempt 3");
        assertThat(silent.found).containsExactly("half of it is done", "half of it is done", "half of it is done");
    }
}
