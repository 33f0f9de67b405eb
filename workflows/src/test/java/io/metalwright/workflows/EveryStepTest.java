package io.metalwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.metalwright.model.MachineState;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.Steering;
import io.metalwright.model.run.StepState;
import io.temporal.client.WorkflowException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold at each activity of each kind of run, whatever they are: the kinds are those of {@link SavedRuns} that end well, their activities
 * are those that a run of them is seen to begin. A new step is met here without a line written for it.
 */
@Timeout(30)
class EveryStepTest {
    private static final Steering ANNA = Steering.by("anna");
    private static final Set<MachineState> PASSING =
            EnumSet.of(MachineState.REGISTERING, MachineState.PROVISIONING, MachineState.CLEANING);
    /** What is seen of a run with which nobody interferes. */
    private static final Map<String, Interference> CLEAN = new ConcurrentHashMap<>();

    static List<String> plays() {
        return SavedRuns.ALL.keySet().stream()
                .filter(name -> name.endsWith("/done"))
                .toList();
    }

    /** Every activity of every step of every kind of run. */
    static List<Arguments> activities() {
        var all = new ArrayList<Arguments>();
        for (var play : plays()) {
            var clean = clean(play);
            for (int order = clean.beforeFirstStep; order < clean.begun.size(); order++) {
                all.add(argumentSet(play + " at " + order + " " + clean.begun.get(order), play, order));
            }
        }
        return all;
    }

    /** Those in which a run can be when it is cancelled. */
    static List<Arguments> activitiesElsewhere() {
        return activities().stream()
                .filter(activity -> clean((String) activity.get()[0]).elsewhere.contains((Integer) activity.get()[1]))
                .toList();
    }

    private static Interference clean(String play) {
        return CLEAN.computeIfAbsent(play, name -> {
            var seen = Interference.none();
            try (var it = new RunningWorld(seen)) {
                assertThat(end(it, name).state()).isEqualTo(RunState.DONE);
            }
            return seen;
        });
    }

    @Test
    void everyWorkflowOfAMachineHasAPlayThatEndsWell() {
        var played = plays().stream().map(play -> play.substring(0, play.indexOf('/')));
        assertThat(played).containsAll(RunningWorld.kinds());
    }

    @ParameterizedTest
    @MethodSource("activities")
    void aRunThatFailsThereWaitsAndGoesOnByAPersonsWord(String play, int order) {
        try (var it = new RunningWorld(Interference.none().failing(order))) {
            assertThat(end(it, play).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.log).anySatisfy(line -> assertThat(line.text()).contains("no way at " + order));
        }
    }

    @ParameterizedTest
    @MethodSource("plays")
    void aRunWhoseActivitiesAreAllPerformedTwiceEndsAsAnyOther(String play) {
        try (var it = new RunningWorld(Interference.none().twice())) {
            var view = end(it, play);
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(view.steps()).allSatisfy(step -> assertThat(step.state()).isEqualTo(StepState.DONE));
        }
    }

    @ParameterizedTest
    @MethodSource("activitiesElsewhere")
    void aRunThatIsCancelledThereLeavesNothingBehind(String play, int order) {
        try (var it = new RunningWorld(Interference.none().cancelling(order))) {
            var view = end(it, play);
            assertThat(view.steps())
                    .noneSatisfy(step ->
                            assertThat(step.state()).isIn(StepState.RUNNING, StepState.WAITING, StepState.FAILED));
            // A word that comes in the last step's last moment comes too late.
            if (view.state() != RunState.DONE) {
                assertThat(view.state()).isEqualTo(RunState.CANCELLED);
                assertThat(it.world.leftBehind).isEmpty();
                assertThat(it.world.states).doesNotContainAnyElementsOf(PASSING);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("plays")
    void everyUndoThatFailsIsShownAndTriedAgain(String play) {
        // So late that all there is to undo is undone, and not too late for a word.
        var clean = clean(play);
        int order = clean.elsewhere.stream()
                .filter(late -> late < clean.begun.size() - 1)
                .reduce((one, other) -> other)
                .orElse(clean.elsewhere.getLast());
        var seen = Interference.none().cancelling(order).undoFailing();
        try (var it = new RunningWorld(seen)) {
            var view = end(it, play);
            if (view.state() == RunState.CANCELLED) {
                assertThat(it.world.leftBehind).isEmpty();
                assertThat(seen.failed)
                        .isNotEmpty()
                        .allSatisfy(undo -> assertThat(it.world.log)
                                .anySatisfy(line -> assertThat(line.text()).contains("no way at " + undo)));
            }
        }
    }

    /** Plays it, and lets the run go on whenever it waits, until it is over. Time leaps in short steps: a leap to the next timer could be one of days. */
    private static RunView end(RunningWorld it, String play) {
        try {
            SavedRuns.ALL.get(play).apply(it);
        } catch (AssertionError | WorkflowException e) {
            // A play may wait for what, by our interference, does not come.
            assertThat(it.world.row).as("%s", e).isNotNull();
        }
        long told = 0;
        var patience = Instant.now().plusSeconds(25);
        while (true) {
            long writes = it.world.writes;
            var row = it.world.row;
            if (row != null && row.state().isOver()) {
                return row;
            }
            if (row != null && row.state() == RunState.WAITING && writes != told) {
                told = writes;
                it.temporal
                        .getWorkflowClient()
                        .newUntypedWorkflowStub(row.workflowId())
                        .signal("retry", ANNA);
            }
            it.temporal.sleep(Duration.ofSeconds(5));
            assertThat(Instant.now()).as("%s", row).isBefore(patience);
        }
    }
}
