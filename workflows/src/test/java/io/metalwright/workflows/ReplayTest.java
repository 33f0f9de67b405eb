package io.metalwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.NonDeterministicException;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs that began under an older release go on under this one. {@code -Dgolden.update=true} saves those that are not there yet, and replaces none:
 * where one does not go through, the workflow is wrong and not its history.
 */
@Timeout(60)
class ReplayTest {
    private static final Path HISTORIES = Path.of("src/test/resources/histories");
    private static TestWorkflowEnvironment temporal;
    private static Worker worker;

    @BeforeAll
    static void save() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            for (var run : SavedRuns.ALL.entrySet()) {
                if (!Files.exists(file(run.getKey()))) {
                    save(run.getKey(), run.getValue());
                }
            }
        }
        temporal = TestWorkflowEnvironment.newInstance();
        worker = temporal.newWorker(TaskQueues.CONTROL, RunningWorld.PATIENT);
        worker.registerWorkflowImplementationTypes(WorkflowTypes.all());
    }

    private static void save(String name, SavedRuns.Play play) throws IOException {
        try (var it = new RunningWorld()) {
            var run = play.apply(it);
            RunningWorld.result(run);
            var history = it.temporal
                    .getWorkflowClient()
                    .fetchHistory(WorkflowStub.fromTyped(run).getExecution().getWorkflowId());
            Files.createDirectories(file(name).getParent());
            Files.writeString(file(name), history.toJson(false).replace("{\"eventId\"", "\n{\"eventId\""));
        }
    }

    @AfterAll
    static void close() {
        temporal.close();
    }

    static Collection<String> names() throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.walk(HISTORIES)) {
            files.filter(Files::isRegularFile)
                    .forEach(file ->
                            names.add(HISTORIES.relativize(file).toString().replaceFirst("\\.json$", "")));
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("names")
    void aSavedHistoryIsGoneThroughAgainStepByStep(String name) throws Exception {
        WorkflowReplayer.replayWorkflowExecution(history(name), worker);
    }

    @Test
    void theHistoryOfEveryPlayIsSaved() throws IOException {
        assertThat(names()).containsAll(SavedRuns.ALL.keySet());
    }

    @Test
    void anotherOrderOfStepsIsNoticed() throws IOException {
        var turned = exchanged(history("Provision/done"), "ConfigureRaid", "WriteImage");
        assertThatThrownBy(() -> WorkflowReplayer.replayWorkflowExecution(turned, worker))
                .hasMessageContaining(NonDeterministicException.class.getSimpleName())
                .hasMessageContaining("WriteImage");
    }

    private static WorkflowExecutionHistory exchanged(WorkflowExecutionHistory history, String one, String other) {
        var turned = history.getHistory().toBuilder();
        for (var event : turned.getEventsBuilderList()) {
            if (event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED) {
                var type =
                        event.getActivityTaskScheduledEventAttributesBuilder().getActivityTypeBuilder();
                type.setName(type.getName().equals(one) ? other : type.getName().equals(other) ? one : type.getName());
            }
        }
        return new WorkflowExecutionHistory(
                turned.build(), history.getWorkflowExecution().getWorkflowId());
    }

    private static WorkflowExecutionHistory history(String name) throws IOException {
        return WorkflowExecutionHistory.fromJson(Files.readString(file(name)), workflowId(name));
    }

    /** A run knows its machine by its id, which histories do not hold. */
    private static String workflowId(String name) {
        return name.startsWith("Register/") ? WorkflowIds.discovery(World.MAC) : WorkflowIds.machine(World.MACHINE);
    }

    private static Path file(String name) {
        return HISTORIES.resolve(name + ".json");
    }
}
