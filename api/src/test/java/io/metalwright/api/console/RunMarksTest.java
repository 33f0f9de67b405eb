package io.metalwright.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.StepState;
import io.metalwright.model.run.StepView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunMarksTest {
    private final RunMarks marks = new RunMarks();

    @Test
    void eachStepsBeginAndEndIsToldOnceAlsoWhereItWasShorterThanALook() {
        assertThat(marks.since(run("r1", RunState.RUNNING, StepState.RUNNING, StepState.PENDING)))
                .containsExactly("power: one begins");
        assertThat(marks.since(run("r1", RunState.RUNNING, StepState.RUNNING, StepState.PENDING)))
                .isEmpty();
        assertThat(marks.since(run("r1", RunState.DONE, StepState.DONE, StepState.DONE)))
                .containsExactly("power: one is done", "power: two begins", "power: two is done", "power: done");
    }

    @Test
    void aStepThatWaitsAndGoesOnIsTold() {
        marks.since(run("r1", RunState.RUNNING, StepState.RUNNING));
        assertThat(marks.since(run("r1", RunState.WAITING, StepState.WAITING)))
                .containsExactly("power: one waits for somebody");
        assertThat(marks.since(run("r1", RunState.RUNNING, StepState.RUNNING))).containsExactly("power: one goes on");
        assertThat(marks.since(run("r1", RunState.CANCELLED, StepState.UNDONE)))
                .containsExactly("power: one is undone", "power: cancelled");
    }

    @Test
    void ofARunThatIsFoundUnderWayWhatIsOverIsNoNewsAndTheNextRunBeginsAnew() {
        assertThat(marks.since(run("r1", RunState.RUNNING, StepState.DONE, StepState.RUNNING)))
                .containsExactly("power: two begins");
        assertThat(marks.since(run("r2", RunState.RUNNING, StepState.RUNNING, StepState.PENDING)))
                .containsExactly("power: one begins");
    }

    @Test
    void aRunThatBeganAndEndedBetweenTwoLooksIsToldWhole() {
        assertThat(marks.since(run("r1", RunState.DONE, StepState.DONE, StepState.SKIPPED)))
                .containsExactly(
                        "power: one begins",
                        "power: one is done",
                        "power: two begins",
                        "power: two is skipped",
                        "power: done");
    }

    private static RunView run(String id, RunState state, StepState... states) {
        var names = List.of("one", "two");
        var steps = new ArrayList<StepView>();
        for (int i = 0; i < states.length; i++) {
            steps.add(new StepView(names.get(i), names.get(i), states[i], 1, null, null, null, null, false, false));
        }
        return new RunView(
                id,
                "machine/m-00000001",
                RunKind.POWER,
                null,
                null,
                state,
                steps,
                null,
                null,
                null,
                Instant.EPOCH,
                null);
    }
}
