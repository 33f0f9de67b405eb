package io.metalwright.workflows.run;

import io.metalwright.model.run.StepState;
import io.metalwright.model.run.StepView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A step's state within its run. */
final class StepRecord {
    private final Step step;
    private StepState state = StepState.PENDING;
    private int attempts;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private @Nullable String evidence;
    private @Nullable String trouble;

    StepRecord(Step step) {
        this.step = step;
    }

    Step step() {
        return step;
    }

    StepState state() {
        return state;
    }

    int attempts() {
        return attempts;
    }

    /** Whether it is what the run does now or next. */
    boolean isOpen() {
        return switch (state) {
            case PENDING, RUNNING, WAITING -> true;
            case DONE, SKIPPED, FAILED, UNDONE -> false;
        };
    }

    /** Whether it began, so that there may be something to undo. */
    boolean began() {
        return attempts > 0;
    }

    void start(Instant now) {
        attempts++;
        if (startedAt == null) {
            startedAt = now;
        }
        state = StepState.RUNNING;
        endedAt = null;
    }

    void done(Instant now, String proof) {
        state = StepState.DONE;
        endedAt = now;
        evidence = proof;
        trouble = null;
    }

    void waiting(String what) {
        state = StepState.WAITING;
        trouble = what;
    }

    void skipped(Instant now) {
        state = StepState.SKIPPED;
        endedAt = now;
    }

    void failed(Instant now, String what) {
        state = StepState.FAILED;
        endedAt = now;
        trouble = what;
    }

    /** One that was skipped goes on saying so. */
    void undone(Instant now) {
        if (state == StepState.SKIPPED) {
            return;
        }
        state = StepState.UNDONE;
        endedAt = now;
    }

    /** It must be done again, because what it was done for has changed. */
    void reopen() {
        state = StepState.PENDING;
        evidence = null;
        endedAt = null;
    }

    StepView view() {
        return new StepView(
                step.name(),
                step.title(),
                state,
                attempts,
                startedAt,
                endedAt,
                evidence,
                trouble,
                step.skippable(),
                step.destroysData());
    }
}
