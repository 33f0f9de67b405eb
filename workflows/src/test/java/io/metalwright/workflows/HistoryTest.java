package io.metalwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.Steering;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads runs as a person does who has only the Temporal UI. */
@Timeout(60)
class HistoryTest {
    @Test
    void everyActivityAndEveryEntryOfTheJournalSaysWhatItIsFor() {
        try (var it = new RunningWorld()) {
            var history = history(it, RunningWorld.result(it.start()));
            assertThat(said(history))
                    .containsSubsequence(
                            "Publish the boot plan: running",
                            "Publish the boot plan on rack1-u1",
                            "Boot into BootOS: running",
                            "Boot into BootOS on rack1-u1",
                            "Wait for BootOS: running",
                            "Write the image on rack1-u1",
                            "Prove that the installed system is up on rack1-u1",
                            "The run is done");
            assertThat(history.getEvents())
                    .filteredOn(event ->
                            event.hasActivityTaskScheduledEventAttributes() || event.hasMarkerRecordedEventAttributes())
                    // Which release's order of things a run follows is for the engine.
                    .filteredOn(event -> !event.getMarkerRecordedEventAttributes()
                            .getMarkerName()
                            .equals("Version"))
                    .filteredOn(event -> !event.getUserMetadata().hasSummary())
                    // The SDK's own mark of the release has none.
                    .filteredOn(event -> !event.getMarkerRecordedEventAttributes()
                            .getMarkerName()
                            .equals("Version"))
                    .isEmpty();
        }
    }

    @Test
    void aWaitingRunTellsWhatItWaitsForAndWhatWouldHelp() {
        try (var it = new RunningWorld()) {
            var run = waiting(it);
            assertThat(details(run).replaceFirst("\\d+ s ago", "0 s ago"))
                    .startsWith("""
                            **waiting**

                            Waits for a person at *image*.

                            - doing: Write the image on rack1-u1
                            - came back: chunk 3 is broken
                            - last sign of life: it announced itself from BootOS (10.0.0.20), 0 s ago
                            - would help: Import it again.

                            Updates: `retry`, `cancel`, each with `{"who": "your name"}`.

                            | step | state | attempts | evidence |
                            | --- | --- | --- | --- |
                            | Plan | done | 1 | debian as web1 with 10.0.0.20 on serial DISK-1, 8 GB; plan\s""")
                    .contains(
                            "| Write the image | waiting | 1 | chunk 3 is broken |\n| Grow the root file system | pending | 0 |  |\n");
            assertThat(attributes(run)).containsEntry("State", "waiting").containsEntry("Step", "image");
            // As a person types it into the Temporal UI.
            var view = WorkflowStub.fromTyped(run).update("retry", RunView.class, Map.of("who", "anna"));
            assertThat(view.workflowId()).isEqualTo(WorkflowIds.machine(World.MACHINE));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
        }
    }

    @Test
    void aCancelledRunIsAtNoStep() {
        try (var it = new RunningWorld()) {
            var run = waiting(it);
            run.cancel(Steering.by("anna"));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(attributes(run))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "Kind", "provision",
                            "Machine", World.MACHINE.value(),
                            "Site", World.SITE.value(),
                            "State", "cancelled",
                            "Step", ""));
        }
    }

    @Test
    void aHistoryStaysSmallAndHoldsNoSecret() {
        try (var it = new RunningWorld()) {
            var history = history(it, RunningWorld.result(it.start()));
            var byType = history.getEvents().stream()
                    .collect(Collectors.groupingBy(HistoryEvent::getEventType, TreeMap::new, Collectors.counting()));
            IO.println("A whole Provision is " + history.getEvents().size() + " events in "
                    + history.getHistory().getSerializedSize() / 1024 + " KiB: " + byType);
            assertThat(history.getEvents()).hasSizeLessThan(300);
            assertThat(List.of("password", "secret-value"))
                    .noneMatch(word -> history.toJson(false).contains("\"" + word + "\":\""));
        }
    }

    private static Provision waiting(RunningWorld it) {
        it.world.failing(
                "write",
                1,
                ApplicationFailure.newNonRetryableFailure(
                        "chunk 3 is broken", FailureTypes.IMAGE_BROKEN, "Import it again."));
        var run = it.start();
        it.untilWaiting(run);
        return run;
    }

    private static String details(SteeredRun run) {
        return WorkflowStub.fromTyped(run)
                .query("__temporal_workflow_metadata", WorkflowMetadata.class)
                .getCurrentDetails();
    }

    private static Map<String, Object> attributes(SteeredRun run) {
        SearchAttributes known = WorkflowStub.fromTyped(run).describe().getTypedSearchAttributes();
        return known.getUntypedValues().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().getName(), Map.Entry::getValue));
    }

    private static WorkflowExecutionHistory history(RunningWorld it, RunView run) {
        return it.temporal.getWorkflowClient().fetchHistory(run.workflowId());
    }

    private static List<String> said(WorkflowExecutionHistory history) {
        return history.getEvents().stream()
                .filter(event -> event.getUserMetadata().hasSummary())
                .map(event -> event.getUserMetadata()
                        .getSummary()
                        .getData()
                        .toStringUtf8()
                        .replace("\"", ""))
                .toList();
    }
}
