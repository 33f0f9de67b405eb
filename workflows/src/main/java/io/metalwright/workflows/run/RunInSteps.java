package io.metalwright.workflows.run;

import io.metalwright.model.boot.BootSign;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.Steering;
import io.metalwright.workflows.SteeredRun;
import io.temporal.common.converter.DataConverterException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all kinds of run share: the record, the person's words, the machine's signs. A kind adds its steps. */
public abstract class RunInSteps implements SteeredRun {
    protected final RunRecord run;
    protected final Signs signs = new Signs();
    private final Operator operator;

    protected RunInSteps(RunKind kind) {
        run = new RunRecord(kind);
        operator = new Operator(run);
    }

    /** Performs the steps; returns the view of the run that is over. */
    protected final RunView perform(List<? extends Step> steps, Supplier<String> outcome) {
        try {
            new StepRunner(run, new Journal(run), operator, hooks()).run(steps, outcome);
        } catch (DataConverterException e) {
            // An answer that this release cannot read is its fault: the run stays where it is until one comes that can.
            throw new IllegalStateException("read an activity's answer", e);
        }
        return run.view();
    }

    /** Takes changed fields of the spec; returns the first finished step to do again, or null. */
    protected abstract @Nullable String change(Steering word);

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
            public @Nullable String change(Steering word) {
                return RunInSteps.this.change(word);
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
        checkChange(word);
    }

    /** Refuses a change that makes no spec. */
    protected void checkChange(Steering word) {
        if (!word.change().isEmpty()) {
            throw new IllegalArgumentException("A run of this kind takes no changes.");
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
}
