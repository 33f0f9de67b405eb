package io.metalwright.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UnreadableSpecTest {

    @Test
    void aRunStartedByHandWithAWrongSpecFailsAtOnceAndSaysWhatIsWrong() {
        try (var temporal = TestWorkflowEnvironment.newInstance();
                var workers = workers(temporal)) {
            var run = temporal.getWorkflowClient()
                    .newUntypedWorkflowStub(
                            "Provision",
                            WorkflowOptions.newBuilder()
                                    .setTaskQueue(TaskQueues.CONTROL)
                                    .setWorkflowId("machine/m-1")
                                    .build());
            run.start(Map.of("imag", "x"));

            assertThatThrownBy(() -> run.getResult(20, TimeUnit.SECONDS, Void.class))
                    .isInstanceOf(WorkflowFailedException.class)
                    .satisfies(failure -> assertThat(failure).hasStackTraceContaining("'image' is missing"));
        }
    }

    private static Workers workers(TestWorkflowEnvironment temporal) {
        var workers = new Workers(temporal.getWorkflowClient());
        workers.workflows();
        return workers.start();
    }
}
