package io.metalwright.workflows.run;

import io.metalwright.model.run.Pause;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.Steering;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The person's side of a run: words that are checked when they come, and taken when the run is ready for them. */
final class Operator {
    /** What a waiting run may be told. */
    enum Word {
        RETRY,
        SKIP;

        String verb() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Decision(Word word, Steering steering) {}

    private final RunRecord run;
    private @Nullable Decision decision;
    private @Nullable Steering cancelled;
    private @Nullable CancellationScope scope;
    private boolean undoing;

    Operator(RunRecord run) {
        this.run = run;
    }

    void checkWaits(Steering word, String verb) {
        var waiting = run.waiting();
        if (waiting == null) {
            throw new IllegalStateException(
                    "This run is " + run.state().word() + " and does not wait, so there is nothing to " + verb + ".");
        }
        if (decision != null) {
            throw new IllegalStateException("This run was told to go on a moment ago.");
        }
        if (word.step() != null && !word.step().equals(waiting.step())) {
            throw new IllegalStateException(
                    "This run waits at '" + waiting.step() + "' and not at '" + word.step() + "'.");
        }
    }

    void checkSkip(Steering word) {
        checkWaits(word, "skip");
        var waiting = run.waiting();
        if (waiting != null && !waiting.skippable()) {
            throw new IllegalStateException("The step '" + waiting.step()
                    + "' cannot be skipped: what follows needs its effect. Retry or cancel.");
        }
    }

    void checkCancel() {
        if (isEnding()) {
            throw new IllegalStateException("This run is " + ending().word() + " already.");
        }
    }

    void checkPause() {
        if (isEnding()) {
            throw new IllegalStateException("This run is " + ending().word() + " and cannot be paused.");
        }
        if (run.isPaused()) {
            throw new IllegalStateException("This run is paused already.");
        }
    }

    private boolean isEnding() {
        return run.state().isOver() || run.state() == RunState.CANCELLING || cancelled != null || undoing;
    }

    private RunState ending() {
        return run.state().isOver() ? run.state() : RunState.CANCELLING;
    }

    void checkResume() {
        if (!run.isPaused()) {
            throw new IllegalStateException(
                    "This run is " + run.state().word() + " and not paused, so there is nothing to resume.");
        }
    }

    void pause(Steering word) {
        run.pause(new Pause(word.who(), RunRecord.now(), word.reason()));
    }

    void resume() {
        run.pause(null);
    }

    /** Returns when nobody wants the run paused any more. */
    void awaitResume() {
        Workflow.await(() -> !run.isPaused());
    }

    void tell(Word word, Steering steering) {
        decision = new Decision(word, steering);
        Workflow.await(() -> decision == null);
    }

    void cancel(Steering word) {
        cancelled = word;
        if (scope != null) {
            scope.cancel("cancelled by " + word.who());
        }
    }

    /** Runs work so that a word of cancel reaches it. */
    void within(Runnable work) {
        var inner = Workflow.newCancellationScope(work);
        scope = inner;
        try {
            if (cancelled != null) {
                inner.cancel("cancelled by " + cancelled.who());
            }
            inner.run();
        } finally {
            scope = null;
        }
    }

    /** A word to a step that will not be tried any more. */
    void forgetDecision() {
        decision = null;
    }

    /** The run takes back what it did, also while it waits for a word to an undo; perhaps nobody told it here to. */
    void undoing() {
        undoing = true;
    }

    Optional<Steering> cancelledBy() {
        return Optional.ofNullable(cancelled);
    }

    /** Waits for a word, or for the time to try again; empty when the time came first or the run is being cancelled. */
    Optional<Decision> decision(@Nullable Duration nextTry) {
        if (nextTry == null) {
            Workflow.await(() -> decision != null);
        } else {
            Workflow.await(nextTry, () -> decision != null);
        }
        var taken = Optional.ofNullable(decision);
        decision = null;
        return taken;
    }
}
