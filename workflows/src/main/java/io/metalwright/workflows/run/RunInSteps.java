package io.metalwright.workflows.run;

import io.metalwright.model.boot.BootSign;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.Steering;
import io.metalwright.workflows.SteeredRun;
import io.metalwright.workflows.WorkflowIds;
import io.temporal.common.converter.DataConverterException;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all kinds of run share: the record, the person's words, the machine's signs. A kind adds its steps. */
public abstract class RunInSteps implements SteeredRun {
    protected final RunRecord run;
    protected final Signs signs = new Signs();
    private final Journal journal;
    private final Operator operator;

    protected RunInSteps(RunKind kind) {
        run = new RunRecord(kind);
        journal = new Journal(run);
        operator = new Operator(run);
    }

    /** Performs the steps; returns the view of the run that is over. */
    protected final RunView perform(List<? extends Step> steps, Supplier<String> outcome) {
        if (WorkflowIds.isPlan(Workflow.getInfo().getWorkflowId())) {
            return run.draft(DryRun.of(run.kind(), run.machine(), subject(), steps));
        }
        try {
            new StepRunner(run, journal, operator, hooks()).run(steps, outcome);
        } catch (DataConverterException e) {
            // An answer that this release cannot read is its fault: the run stays where it is until one comes that can.
            throw new IllegalStateException("read an activity's answer", e);
        }
        // Who says something in the last moment is still answered.
        Workflow.await(Workflow::isEveryHandlerFinished);
        return run.view();
    }

    /** Takes changed fields of the spec; returns the first finished step to do again, or null. */
    protected @Nullable String change(Map<String, Object> fields) {
        return null;
    }

    /** Leaves a cancelled machine in a named state and tells it in a sentence. */
    protected abstract String leaveCancelled(boolean dataDestroyed);

    /** The machine, for a person. */
    protected abstract String subject();

    private StepRunner.Hooks hooks() {
        return new StepRunner.Hooks() {
            @Override
            public @Nullable String lastSign() {
                return signs.last().orElse(null);
            }

            @Override
            public @Nullable String change(Map<String, Object> fields) {
                return RunInSteps.this.change(fields);
            }

            @Override
            public String cancelled(boolean dataDestroyed) {
                return leaveCancelled(dataDestroyed);
            }

            @Override
            public String subject() {
                return RunInSteps.this.subject();
            }
        };
    }

    @Override
    public final void sign(BootSign sign) {
        if (sign.kind() == null || sign.at() == null) {
            run.log(null, null, "A sign that says nothing was left alone.");
            return;
        }
        sign.earlier().forEach(this::sign);
        signs.take(sign);
        run.log(null, null, "The machine " + sign.kind().phrase() + ": " + sign.detail());
    }

    @Override
    public final RunView status() {
        return run.view();
    }

    @Override
    public final RunView retry(Steering word) {
        operator.tell(Operator.Word.RETRY, word);
        return run.view();
    }

    @Override
    public final void checkRetry(Steering word) {
        operator.checkWaits(word, "retry");
        BmcChange.of(word.change());
        checkChange(BmcChange.without(word.change()));
    }

    /**
     * Refuses a change that makes no spec.
     *
     * @param fields of the spec, by JSON pointer
     */
    protected void checkChange(Map<String, Object> fields) {
        if (!fields.isEmpty()) {
            throw new IllegalArgumentException("A run of this kind takes no changes but those of /bmc.");
        }
    }

    @Override
    public final RunView skip(Steering word) {
        operator.tell(Operator.Word.SKIP, word);
        return run.view();
    }

    @Override
    public final void checkSkip(Steering word) {
        operator.checkSkip(word);
    }

    @Override
    public final RunView cancel(Steering word) {
        operator.cancel(word);
        return run.view();
    }

    @Override
    public final void checkCancel(Steering word) {
        operator.checkCancel();
    }

    @Override
    public final RunView pause(Steering word) {
        operator.pause(word);
        tell("pause", word);
        return run.view();
    }

    @Override
    public final void checkPause(Steering word) {
        operator.checkPause();
    }

    @Override
    public final RunView resume(Steering word) {
        operator.resume();
        tell("resume", word);
        return run.view();
    }

    @Override
    public final void checkResume(Steering word) {
        operator.checkResume();
    }

    /** For a step that takes long and hears of something meanwhile: what was logged so far is in the database. */
    protected final void tellAtOnce() {
        journal.write();
    }

    /** A word that the steps do not take at once is in the row before it is answered. */
    private void tell(String verb, Steering word) {
        note(word, Said.of(verb, word));
    }

    /** Also while the run takes back what it did. */
    private void note(Steering word, String text) {
        run.log(null, word.who(), text);
        Workflow.newDetachedCancellationScope(journal::write).run();
    }

    @Override
    public final void retrySignal(@Nullable Steering word) {
        signalled("retry", word, this::checkRetry, this::retry);
    }

    @Override
    public final void skipSignal(@Nullable Steering word) {
        signalled("skip", word, this::checkSkip, this::skip);
    }

    @Override
    public final void cancelSignal(@Nullable Steering word) {
        signalled("cancel", word, this::checkCancel, this::cancel);
    }

    @Override
    public final void pauseSignal(@Nullable Steering word) {
        signalled("pause", word, this::checkPause, this::pause);
    }

    @Override
    public final void resumeSignal(@Nullable Steering word) {
        signalled("resume", word, this::checkResume, this::resume);
    }

    private void signalled(String verb, @Nullable Steering said, Consumer<Steering> check, Consumer<Steering> take) {
        var word = said == null ? Steering.by(Steering.UNNAMED) : said;
        try {
            check.accept(word);
        } catch (IllegalStateException | IllegalArgumentException e) {
            note(word, Said.of(verb, word) + " was not taken: " + e.getMessage());
            return;
        }
        take.accept(word);
    }
}
