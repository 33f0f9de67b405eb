package io.metalwright.workflows.run;

import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.plan.RunPlan;
import io.metalwright.model.run.LogLine;
import io.metalwright.model.run.Pause;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.Waiting;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run's state, and the log lines that are not written yet. */
public final class RunRecord {
    private final RunKind kind;
    private final List<StepRecord> steps = new ArrayList<>();
    private final List<LogLine> unwritten = new ArrayList<>();
    private final Instant startedAt = now();
    private long written;
    private RunState state = RunState.RUNNING;
    private @Nullable MachineId machine;
    private @Nullable SiteName site;
    private @Nullable Waiting waiting;
    private @Nullable Pause pause;
    private @Nullable String outcome;
    private @Nullable String planHash;
    private @Nullable RunPlan draft;
    private @Nullable Instant endedAt;

    public RunRecord(RunKind kind) {
        this.kind = kind;
    }

    /** The workflow's time: the same in every replay. */
    static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }

    public void on(MachineId machineId, SiteName siteName) {
        machine = machineId;
        site = siteName;
    }

    public void planned(String hash) {
        planHash = hash;
    }

    public void log(@Nullable String step, @Nullable String who, String text) {
        unwritten.add(new LogLine(now(), step, who, text));
    }

    RunState state() {
        return state;
    }

    RunKind kind() {
        return kind;
    }

    @Nullable
    MachineId machine() {
        return machine;
    }

    @Nullable
    SiteName site() {
        return site;
    }

    @Nullable
    Waiting waiting() {
        return waiting;
    }

    List<StepRecord> steps() {
        return steps;
    }

    void plan(List<? extends Step> planned) {
        planned.forEach(step -> steps.add(new StepRecord(step)));
    }

    void running() {
        state = RunState.RUNNING;
        waiting = null;
    }

    void waitFor(Waiting what) {
        state = RunState.WAITING;
        waiting = what;
    }

    /** It shall begin nothing more, or may again. */
    void pause(@Nullable Pause word) {
        pause = word;
        if (word == null && state == RunState.PAUSED) {
            state = RunState.RUNNING;
        }
    }

    boolean isPaused() {
        return pause != null;
    }

    /** The word to pause has taken effect. */
    void held() {
        state = RunState.PAUSED;
        waiting = null;
    }

    void cancelling() {
        state = RunState.CANCELLING;
        waiting = null;
        pause = null;
    }

    void end(RunState last, String words) {
        state = last;
        outcome = words;
        waiting = null;
        pause = null;
        endedAt = now();
    }

    long firstUnwritten() {
        return written;
    }

    List<LogLine> unwritten() {
        return List.copyOf(unwritten);
    }

    void written(int lines) {
        unwritten.subList(0, lines).clear();
        written += lines;
    }

    /** Ends a dry run. */
    RunView draft(RunPlan plan) {
        draft = plan;
        planHash = plan.hash();
        end(RunState.DONE, "This is what would be done.");
        return view();
    }

    public RunView view() {
        var info = Workflow.getInfo();
        return new RunView(
                info.getFirstExecutionRunId(),
                info.getWorkflowId(),
                kind,
                machine,
                site,
                state,
                steps.stream().map(StepRecord::view).toList(),
                waiting == null || pause == null ? waiting : waiting.untilTold(),
                outcome,
                planHash,
                startedAt,
                endedAt,
                pause,
                draft);
    }
}
