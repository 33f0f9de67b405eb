package io.metalwright.workflows.run;

import io.metalwright.model.run.RunState;
import io.metalwright.model.run.Steering;
import io.metalwright.model.run.StepState;
import io.metalwright.model.run.Waiting;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives every step of every run the same life. A step that fails is tried again by its activities' own rules; when those are exhausted the run
 * waits, and goes on by a person's word or by the next time.
 */
final class StepRunner {
    /** Stands for a step where the end of a cancelled run waits for a person. */
    private static final String LEAVE = "cancel";
    /** A machine that reboots in mid-step is put back this often before a person is asked. */
    private static final int RECOVERIES = 3;

    /** What a kind of run adds to the life of its steps. */
    interface Hooks {
        /** The machine's last sign of life, for a person. */
        @Nullable
        String lastSign();

        /** Takes changed fields of the spec. Returns the name of the first step that must be done again, or null. */
        @Nullable
        String change(Map<String, Object> fields);

        /** The run was cancelled and undone: leaves the machine in a named state, and tells it. */
        String cancelled(boolean dataDestroyed);

        /** Where work of that kind has a machine, who it is, for a person. */
        String subject();
    }

    private final RunRecord run;
    private final Journal journal;
    private final Operator operator;
    private final Hooks hooks;

    StepRunner(RunRecord run, Journal journal, Operator operator, Hooks hooks) {
        this.run = run;
        this.journal = journal;
        this.operator = operator;
        this.hooks = hooks;
    }

    void run(List<? extends Step> steps, Supplier<String> outcome) {
        run.plan(steps);
        try {
            for (int next = 0; next < run.steps().size(); ) {
                next = performStep(next);
            }
            if (Since.endsWhatIsDone()) {
                // A cancel by Temporal that came in the last step would end the writing, and undo what is done.
                Workflow.newDetachedCancellationScope(() -> done(outcome.get())).run();
            } else {
                done(outcome.get());
            }
        } catch (CanceledFailure cancel) {
            var reason = CancellationScope.current().getCancellationReason();
            Workflow.newDetachedCancellationScope(() -> undoAll(reason)).run();
            if (operator.cancelledBy().isEmpty()) {
                throw cancel;
            }
        }
    }

    private void done(String outcome) {
        operator.cancelledBy().ifPresent(word -> run.log(null, word.who(), "cancel, which came when all was done"));
        run.end(RunState.DONE, outcome);
        run.log(null, null, "Done: " + outcome);
        journal.write();
    }

    /** Performs one step until it is done or skipped. Returns the index of the step that comes next. */
    private int performStep(int index) {
        var record = run.steps().get(index);
        int recoveries = 0;
        int waits = 0;
        boolean bmcMended = false;
        while (true) {
            holdWhilePaused(record);
            record.start(RunRecord.now());
            run.running();
            run.log(
                    record.step().name(),
                    null,
                    record.attempts() == 1 ? record.step().title() : "Attempt " + record.attempts());
            journal.write();
            Trouble trouble;
            try {
                var evidence = new String[1];
                int lostBefore = recoveries;
                boolean mendedBefore = bmcMended;
                Doing.now(
                        record.step().name(),
                        doing(record) + (record.attempts() == 1 ? "" : ", attempt " + record.attempts()));
                operator.within(() -> {
                    if (mendedBefore) {
                        record.step().bmcMended(word(record, record.attempts()));
                    }
                    if (lostBefore > 0) {
                        record.step().recoverMachine(lostBefore > 1);
                    }
                    evidence[0] = record.step().perform();
                });
                record.done(RunRecord.now(), evidence[0]);
                run.log(record.step().name(), null, evidence[0]);
                return index + 1;
            } catch (StepTrouble e) {
                trouble = e.trouble();
            } catch (ActivityFailure e) {
                if (e.getCause() instanceof CanceledFailure canceled) {
                    throw canceled;
                }
                trouble = Trouble.of(e);
            }
            run.log(record.step().name(), null, trouble.text());
            if (trouble.isMachineLost() && ++recoveries <= RECOVERIES) {
                run.log(record.step().name(), null, "The machine is put back into BootOS, then the step goes on.");
                continue;
            }
            recoveries = trouble.isMachineLost() ? 1 : 0;
            var decision = waitForOperator(record, trouble, waits++);
            bmcMended = decision != null && trouble.isWithBmc();
            if (decision == null) {
                continue;
            }
            switch (decision.word()) {
                case SKIP -> {
                    record.skipped(RunRecord.now());
                    return index + 1;
                }
                case RETRY -> {
                    int next = goOnWith(decision.steering(), record, index);
                    if (next < index) {
                        record.reopen();
                    }
                    if (next != index) {
                        return next;
                    }
                }
            }
        }
    }

    /**
     * Takes a person's change. One that cannot be planned leaves the run as it was, and waits for another word; one that may be planned later, such
     * as an image that is still being imported, is tried again by itself.
     *
     * @return the index of the step to go on with
     */
    private int goOnWith(Steering word, StepRecord record, int index) {
        for (int waits = 0; ; waits++) {
            Trouble trouble;
            try {
                var first = new int[1];
                var said = word;
                Doing.now(record.step().name(), "Take the change on " + hooks.subject());
                operator.within(() -> first[0] = reopenFrom(said, index));
                return first[0];
            } catch (StepTrouble e) {
                trouble = e.trouble();
            } catch (ActivityFailure e) {
                if (e.getCause() instanceof CanceledFailure canceled) {
                    throw canceled;
                }
                trouble = Trouble.of(e);
            }
            run.log(record.step().name(), null, "The change was not taken: " + trouble.text());
            var decision = waitForOperator(record, trouble, waits);
            if (decision == null) {
                continue;
            }
            if (decision.word() == Operator.Word.SKIP) {
                record.skipped(RunRecord.now());
                return index + 1;
            }
            if (!decision.steering().change().isEmpty() || !trouble.passing()) {
                word = decision.steering();
            }
        }
    }

    /** A pause takes effect here: before a step, or another attempt of it, begins. */
    private void holdWhilePaused(StepRecord next) {
        if (!run.isPaused()) {
            return;
        }
        run.held();
        run.log(null, null, "Paused. Next is: " + doing(next));
        journal.write();
        operator.within(operator::awaitResume);
    }

    private Operator.@Nullable Decision waitForOperator(StepRecord record, Trouble trouble, int waitsBefore) {
        Duration nextTry =
                trouble.passing() ? Patience.waitBefore(trouble, waitsBefore).orElse(null) : null;
        record.waiting(trouble.text());
        var help = trouble.advice() == null ? record.step().advice() : trouble.advice();
        var advice = trouble.passing() ? Patience.told(help) : help;
        run.waitFor(new Waiting(
                record.step().name(),
                doing(record),
                trouble.text(),
                hooks.lastSign(),
                advice,
                nextTry == null ? null : RunRecord.now().plus(nextTry),
                record.step().skippable()));
        run.log(record.step().name(), null, "Waits for a person. " + advice);
        journal.write();
        var decision = new Operator.Decision[1];
        operator.within(() -> decision[0] = operator.decision(nextTry).orElse(null));
        if (decision[0] != null) {
            var word = decision[0].steering();
            run.log(record.step().name(), word.who(), Said.of(decision[0].word().verb(), word));
        }
        run.running();
        return decision[0];
    }

    /** Another one for each attempt that a person asks for. */
    private static String word(StepRecord record, int number) {
        return Workflow.getInfo().getFirstExecutionRunId() + "/" + record.step().name() + "/" + number;
    }

    private String doing(StepRecord record) {
        return record.step().title() + " on " + hooks.subject();
    }

    /** Applies a change, and opens again the finished steps that were done for what is no longer wanted. */
    private int reopenFrom(Steering word, int current) {
        correctBmc(word, run.steps().get(current));
        var fields = BmcChange.without(word.change());
        if (fields.isEmpty()) {
            return current;
        }
        var first = hooks.change(fields);
        for (int i = 0; i < current; i++) {
            if (run.steps().get(i).step().name().equals(first)) {
                for (int again = i; again < current; again++) {
                    run.steps().get(again).reopen();
                }
                return i;
            }
        }
        return current;
    }

    private void correctBmc(Steering word, StepRecord record) {
        var correction = BmcChange.of(word.change());
        if (!correction.isEmpty()) {
            run.log(null, null, correction.record(run));
            record.step().bmcMended(word(record, record.attempts()));
        }
    }

    /** @param reason what {@code temporal workflow cancel} was told, where nobody cancelled the run otherwise */
    private void undoAll(@Nullable String reason) {
        operator.forgetDecision();
        run.cancelling();
        var word = operator.cancelledBy().orElseGet(() -> new Steering(Steering.UNNAMED, null, Map.of(), reason));
        run.log(null, word.who(), Said.of("cancel", word));
        if (Since.tellsThatItUndoes()) {
            operator.undoing();
            journal.write();
        }
        boolean dataDestroyed = false;
        for (var record : run.steps().reversed()) {
            boolean skipped = record.state() == StepState.SKIPPED;
            if (!record.began() || (skipped && !Since.undoesWhatWasSkipped())) {
                continue;
            }
            dataDestroyed |= record.step().destroysData();
            undo(record);
        }
        var left = leave(dataDestroyed);
        run.end(RunState.CANCELLED, left);
        run.log(null, null, left);
        journal.write();
    }

    /** A machine in no named state would be nobody's, so this too is tried until it succeeds or a person says otherwise. */
    private String leave(boolean dataDestroyed) {
        var doing = "Leave " + hooks.subject() + " in a named state";
        for (int waits = 0; ; waits++) {
            Doing.now(null, doing);
            try {
                return hooks.cancelled(dataDestroyed);
            } catch (StepTrouble | ActivityFailure e) {
                if (isSkip(askAboutUndo(LEAVE, doing, trouble(e), waits))) {
                    return "Cancelled, but the machine's state could not be entered in the CMDB.";
                }
            }
        }
    }

    /** An undo is retried by its activities' rules; what then still fails is shown and retried on a person's word or by itself. */
    private void undo(StepRecord record) {
        boolean bmcMended = false;
        var said = Optional.<Operator.Decision>empty();
        for (int waits = 0; ; waits++) {
            Doing.now(record.step().name(), "Undo: " + doing(record));
            try {
                said.ifPresent(word -> correctBmc(word.steering(), record));
                if (bmcMended) {
                    record.step().bmcMended(word(record, record.attempts() + waits));
                }
                record.step().undo();
                record.undone(RunRecord.now());
                return;
            } catch (StepTrouble | ActivityFailure e) {
                var trouble = trouble(e);
                record.failed(RunRecord.now(), trouble.text());
                said = askAboutUndo(record.step().name(), "Undo: " + doing(record), trouble, waits);
                bmcMended = said.isPresent() && trouble.isWithBmc();
                if (isSkip(said)) {
                    return;
                }
            }
        }
    }

    private static boolean isSkip(Optional<Operator.Decision> said) {
        return said.filter(decision -> decision.word() == Operator.Word.SKIP).isPresent();
    }

    /** Shows what could not be taken back, and waits for a word or the next time. */
    private Optional<Operator.Decision> askAboutUndo(String step, String doing, Trouble trouble, int waits) {
        var nextTry = Patience.waitBefore(trouble, waits).orElse(null);
        run.waitFor(new Waiting(
                step,
                doing,
                trouble.text(),
                hooks.lastSign(),
                Patience.told("Mend it, then retry; or take it back by hand and skip."),
                nextTry == null ? null : RunRecord.now().plus(nextTry),
                true));
        run.log(step, null, "Undo failed: " + trouble.text());
        journal.write();
        var decision = operator.decision(nextTry);
        run.cancelling();
        decision.ifPresent(said ->
                run.log(step, said.steering().who(), Said.of(said.word().verb() + " the undo", said.steering())));
        if (Since.tellsThatItUndoes()) {
            journal.write();
        }
        return decision;
    }

    private static Trouble trouble(RuntimeException failure) {
        return failure instanceof ActivityFailure activity ? Trouble.of(activity) : ((StepTrouble) failure).trouble();
    }
}
