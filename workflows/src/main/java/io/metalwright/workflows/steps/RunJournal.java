package io.metalwright.workflows.steps;

import io.metalwright.model.run.LogLine;
import io.metalwright.model.run.RunView;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Writes a run's row and log: a local activity of the control worker, since it is called at every step. */
@ActivityInterface
public interface RunJournal {
    /**
     * Replaces the run's row by this view and adds the lines. Written twice, it is there once.
     *
     * @param firstLine number of the first line within the run, from 0
     */
    @ActivityMethod(name = "WriteJournal")
    void write(RunView view, long firstLine, List<LogLine> lines);
}
