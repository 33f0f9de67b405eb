package io.metalwright.ops.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.SiteName;
import io.metalwright.ops.role.TemporalConnection;
import io.metalwright.worker.Workers;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A site worker's process is killed in the middle of its work; another takes the work up. Needs the real Temporal command line. */
@Timeout(120)
class KilledWorkerTest {
    private static final SiteName SITE = SiteName.of("ber1");
    private static final String TAKEN = "taken up";
    /** Runs have 30 s, which {@code -Dheartbeat.seconds=30} measures. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(Integer.getInteger("heartbeat.seconds", 4));

    private static final Duration DEADLINE = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    @ActivityInterface
    public interface Work {
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
                            Work.class,
                            ActivityOptions.newBuilder()
                                    .setTaskQueue(TaskQueues.site(SITE))
                                    .setStartToCloseTimeout(DEADLINE)
                                    .setHeartbeatTimeout(HEARTBEAT)
                                    .build())
                    .perform();
        }
    }

    /** Says that it was taken up, and then nothing more. */
    static final class Endless implements Work {
        @Override
        public String perform() {
            IO.println(TAKEN);
            try {
                Thread.sleep(DEADLINE);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "ended";
        }
    }

    /** The process that is killed. */
    static final class Victim {
        public static void main(String[] target) throws InterruptedException {
            var temporal = TemporalConnection.to(target[0], "default", null);
            new Workers(temporal.client()).site(SITE, List.of(new Endless())).start();
            Thread.sleep(DEADLINE);
        }
    }

    @Test
    void itsWorkIsTakenUpAgainWhenItsHeartbeatsCease() throws Exception {
        try (var server = DevServer.start(
                DevServerTest.program(), folder, DevServerTest.freePort(), DevServerTest.freePort(), null)) {
            server.awaitReady();
            try (var temporal = TemporalConnection.to(server.target(), "default", null)) {
                temporal.awaitReady();
                var control = WorkerFactory.newInstance(temporal.client());
                control.newWorker(TaskQueues.CONTROL).registerWorkflowImplementationTypes(OneActivityOnSite.class);
                control.start();
                var run = start(temporal.client());
                killInTheMiddle(server.target());
                var killed = Instant.now();
                Work other = () ->
                        "attempt " + Activity.getExecutionContext().getInfo().getAttempt();
                try (var another = new Workers(temporal.client()).site(SITE, List.of(other))) {
                    another.start();
                    assertThat(run.getResult(String.class)).isEqualTo("attempt 2");
                }
                var noticed = Duration.between(killed, Instant.now());
                IO.println("Work of a killed worker was done by another after " + noticed.toMillis() + " ms");
                assertThat(noticed).isLessThan(HEARTBEAT.plusSeconds(10));
                control.shutdownNow();
            }
        }
    }

    private static WorkflowStub start(WorkflowClient client) {
        var run = client.newWorkflowStub(
                OneActivity.class,
                WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.CONTROL).build());
        WorkflowClient.start(run::run);
        return WorkflowStub.fromTyped(run);
    }

    private static void killInTheMiddle(String target) throws Exception {
        var victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        target)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = victim.inputReader()) {
            assertThat(output.lines().anyMatch(TAKEN::equals)).isTrue();
        } finally {
            victim.destroyForcibly().waitFor();
        }
    }
}
