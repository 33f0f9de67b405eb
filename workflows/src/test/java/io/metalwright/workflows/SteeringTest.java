package io.metalwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.model.boot.BootSign;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.run.LogLine;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.Steering;
import io.metalwright.model.run.StepState;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Words to a run: by update, as the API says them, and by hand in Temporal. */
@Timeout(60)
class SteeringTest {
    private static final Steering ANNA = Steering.by("anna");

    @Test
    void aPauseLetsTheStepThatIsUnderWayEndAndHoldsTheNext() {
        try (var it = new RunningWorld()) {
            it.world.dead = true;
            var run = it.start();
            it.temporal.sleep(Duration.ofMinutes(1));

            var asked = run.pause(new Steering("anna", null, Map.of(), "lunch"));
            assertThat(asked.state()).isEqualTo(RunState.RUNNING);
            assertThat(it.world.row.pause().who()).isEqualTo("anna");
            it.world.dead = false;
            it.world.powerCut();
            var held = it.untilState(run, RunState.PAUSED);

            assertThat(state(held, "agent")).isEqualTo(StepState.DONE);
            assertThat(state(held, "hardware-check")).isEqualTo(StepState.PENDING);
            assertThat(it.world.calls).doesNotContain("look");
            assertThat(run.resume(ANNA).state()).isEqualTo(RunState.RUNNING);
            assertThat(RunningWorld.result(run).pause()).isNull();
            assertThat(it.world.log)
                    .filteredOn(line -> "anna".equals(line.who()))
                    .extracting(LogLine::text)
                    .containsExactly("pause: lunch", "resume");
            assertThat(it.world.log)
                    .extracting(LogLine::text)
                    .contains("Paused. Next is: Check the hardware on rack1-u1");
        }
    }

    @Test
    void aPausedRunThatWaitsDoesNotTryByItself() {
        try (var it = new RunningWorld()) {
            it.world.failing("growRoot", 5, ApplicationFailure.newFailure("disk busy", "Busy"));
            var run = it.start();
            assertThat(it.untilWaiting(run).waiting().nextTryAt()).isNotNull();
            run.pause(ANNA);
            assertThat(run.status().waiting().nextTryAt()).isNull();
            it.temporal.sleep(Duration.ofHours(3));
            assertThat(run.status().state()).isEqualTo(RunState.PAUSED);
            assertThat(it.world.calls.stream().filter("growRoot"::equals)).hasSize(5);
            run.resume(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
        }
    }

    @Test
    void aPausedRunIsCancelledAtOnce() {
        try (var it = new RunningWorld()) {
            it.world.dead = true;
            var run = it.start();
            it.temporal.sleep(Duration.ofMinutes(1));
            run.pause(ANNA);
            it.world.powerCut();
            run.cancel(new Steering("anna", null, Map.of(), "wrong machine"));
            var view = RunningWorld.result(run);
            assertThat(view.state()).isEqualTo(RunState.CANCELLED);
            assertThat(view.pause()).isNull();
            assertThat(it.world.log).extracting(LogLine::text).contains("cancel: wrong machine");
        }
    }

    @Test
    void whatCannotBePausedOrResumedSaysWhy() {
        try (var it = new RunningWorld()) {
            it.world.dead = true;
            var run = it.start();
            refused(() -> run.resume(ANNA), "not paused");
            run.pause(ANNA);
            refused(() -> run.pause(ANNA), "paused already");
            run.cancel(ANNA);
            refused(() -> run.pause(ANNA), "cannot be paused");
            RunningWorld.result(run);
        }
    }

    @Test
    void wordsAreTakenAsSignalsToo() {
        try (var it = new RunningWorld()) {
            it.world.failing("growRoot", 1, lasting("no way"));
            var run = it.start();
            it.untilWaiting(run);
            var byHand = WorkflowStub.fromTyped(run);
            byHand.signal("pause", Map.of("who", "anna"));
            byHand.signal("resume");
            byHand.signal("skip", Map.of("who", "anna", "reason", "grown by hand"));
            var view = RunningWorld.result(run);
            assertThat(state(view, "grow-root")).isEqualTo(StepState.SKIPPED);
            assertThat(it.world.log)
                    .filteredOn(line -> line.who() != null)
                    .extracting(line -> line.who() + " " + line.text())
                    .containsExactly("anna pause", "temporal resume", "anna skip: grown by hand");
        }
    }

    @Test
    void whatIsSignalledWithoutMeasureOrSenseHoldsNothingUp() {
        try (var it = new RunningWorld()) {
            it.world.failing("growRoot", 1, lasting("no way"));
            var run = it.start();
            it.untilWaiting(run);
            var byHand = WorkflowStub.fromTyped(run);
            byHand.signal("sign", Map.of());
            byHand.signal("skip", Map.of("who", "a".repeat(300)));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.log)
                    .filteredOn(line -> line.who() != null)
                    .extracting(LogLine::who)
                    .containsExactly("a".repeat(255));
        }
    }

    @Test
    void aSignalThatDoesNotFitIsToldInTheLog() {
        try (var it = new RunningWorld()) {
            it.world.failing("look", 1, lasting("no way"));
            var run = it.start();
            it.untilWaiting(run);
            var byHand = WorkflowStub.fromTyped(run);
            byHand.signal("skip");
            byHand.signal("retry", Map.of("change", Map.of("/imagge", "x")));
            byHand.signal("cancel", Map.of("who", "anna"));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.log)
                    .extracting(LogLine::text)
                    .anySatisfy(text -> assertThat(text).startsWith("skip was not taken: The step 'hardware-check'"))
                    .anySatisfy(text -> assertThat(text).startsWith("retry with a change of /imagge was not taken: "));
        }
    }

    @Test
    void aChangeOfWhatHasNoFieldsIsToldInTheLogAndHoldsNothingUp() {
        try (var it = new RunningWorld()) {
            it.world.failing("look", 1, lasting("no way"));
            var run = it.start();
            it.untilWaiting(run);
            var byHand = WorkflowStub.fromTyped(run);
            for (var path : List.of("/disks/serials/0", "/users/0", "/image/x")) {
                byHand.signal("retry", Map.of("change", Map.of(path, "X")));
            }
            byHand.signal("cancel");
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            for (var path : List.of("/disks/serials/0", "/users/0", "/image/x")) {
                assertThat(it.world.log)
                        .extracting(LogLine::text)
                        .anySatisfy(text -> assertThat(text)
                                .startsWith("retry with a change of " + path)
                                .contains(" was not taken: "));
            }
        }
    }

    @Test
    void aRunWhoseHistoryIsLongWaitsForAPersonAlone() {
        try (var it = new RunningWorld()) {
            it.world.failing("growRoot", 10, ApplicationFailure.newFailure("disk busy", "Busy"));
            var run = it.start();
            assertThat(it.untilWaiting(run).waiting().nextTryAt()).isNotNull();
            var byHand = WorkflowStub.fromTyped(run);
            var sign = BootSign.of(SignKind.ANSWERS, World.MAC, Instant.EPOCH, "once more");
            // With the tasks that they begin these are more events than that.
            for (int event = 0; event < 20_000; event++) {
                byHand.signal("sign", sign);
            }
            it.temporal.sleep(Duration.ofMinutes(20));
            var waiting = run.status().waiting();
            assertThat(waiting.nextTryAt()).isNull();
            assertThat(waiting.advice()).endsWith("it no longer tries by itself.");
            it.temporal.sleep(Duration.ofHours(3));
            assertThat(it.world.calls.stream().filter("growRoot"::equals)).hasSize(10);
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
        }
    }

    @Test
    void aCancelOfTheWorkflowUndoesAndIsLogged() {
        try (var it = new RunningWorld()) {
            it.world.failing("look", 1, lasting("no way"));
            var run = it.start();
            it.untilWaiting(run);
            var byHand = WorkflowStub.fromTyped(run);
            byHand.cancel("maintenance window is over");
            assertThatThrownBy(() -> byHand.getResult(RunView.class)).isInstanceOf(WorkflowFailedException.class);
            assertThat(it.world.row.state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.callsAfter("look"))
                    .containsExactly("clearBootOverride", "publish", "releasePlan", "recordState");
            assertThat(it.world.log).anySatisfy(line -> {
                assertThat(line.who()).isEqualTo("temporal");
                assertThat(line.text()).isEqualTo("cancel: maintenance window is over");
            });
        }
    }

    @Test
    void aRunThatTakesBackWhatItDidSaysSoAtOnceAndIsNotCancelledTwice() {
        try (var it = new RunningWorld()) {
            it.world.failing("look", 1, lasting("no way"));
            it.world.failing("clearBootOverride", 1, lasting("not now"));
            var told = new AtomicReference<RunView>();
            it.world.before("clearBootOverride", () -> told.set(it.world.row));
            var run = it.start();
            it.untilWaiting(run);
            var byHand = WorkflowStub.fromTyped(run);
            byHand.cancel("maintenance window is over");
            it.temporal.sleep(Duration.ofMinutes(1));
            assertThat(told.get().state()).isEqualTo(RunState.CANCELLING);
            assertThat(run.status().waiting().doing()).startsWith("Undo: ");

            refused(() -> run.cancel(ANNA), "cancelling already");
            refused(() -> run.pause(ANNA), "cannot be paused");
            run.retry(ANNA);
            assertThatThrownBy(() -> byHand.getResult(RunView.class)).isInstanceOf(WorkflowFailedException.class);
            assertThat(it.world.leftBehind).isEmpty();
        }
    }

    private static ApplicationFailure lasting(String text) {
        return ApplicationFailure.newNonRetryableFailure(text, FailureTypes.REFUSED, "mend it");
    }

    private static StepState state(RunView run, String step) {
        return run.steps().stream()
                .filter(candidate -> candidate.name().equals(step))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static void refused(Runnable word, String reason) {
        assertThatThrownBy(word::run)
                .isInstanceOf(WorkflowUpdateException.class)
                .hasStackTraceContaining(reason);
    }
}
