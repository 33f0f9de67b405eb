package io.metalwright.api.console;

import io.metalwright.model.run.RunView;
import io.metalwright.model.run.StepState;
import io.metalwright.model.run.StepView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of a run's steps from one look at it to the next, as it stands in a recording. */
final class RunMarks {
    private final Map<String, StepState> seen = new HashMap<>();
    private @Nullable String run;

    /** @return such as {@code provision: image begins}, in the steps' order; what was over before the first look is no news, but of a run that is over as a whole all is */
    List<String> since(RunView view) {
        var marks = new ArrayList<String>();
        boolean first = !view.id().equals(run);
        if (first) {
            seen.clear();
            run = view.id();
        }
        var kind = view.kind().word() + ": ";
        for (var step : view.steps()) {
            var before = seen.put(step.name(), step.state());
            if (first && !view.state().isOver() && isOver(step.state())) {
                continue;
            }
            if (before == null || before == StepState.PENDING) {
                if (step.state() != StepState.PENDING) {
                    marks.add(kind + step.name() + " begins");
                }
                before = StepState.RUNNING;
            }
            if (step.state() != before) {
                said(step).ifPresent(words -> marks.add(kind + step.name() + " " + words));
            }
        }
        if (view.state().isOver()) {
            marks.add(kind + view.state().word());
        }
        return List.copyOf(marks);
    }

    private static Optional<String> said(StepView step) {
        return switch (step.state()) {
            case PENDING -> Optional.empty();
            case RUNNING -> Optional.of("goes on");
            case WAITING -> Optional.of("waits for somebody");
            case DONE -> Optional.of("is done");
            case SKIPPED -> Optional.of("is skipped");
            case FAILED -> Optional.of("has failed");
            case UNDONE -> Optional.of("is undone");
        };
    }

    private static boolean isOver(StepState state) {
        return switch (state) {
            case PENDING, RUNNING, WAITING -> false;
            case DONE, SKIPPED, FAILED, UNDONE -> true;
        };
    }
}
