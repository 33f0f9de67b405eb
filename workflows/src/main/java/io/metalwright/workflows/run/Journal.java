package io.metalwright.workflows.run;

import io.metalwright.model.run.RunState;
import io.metalwright.workflows.SearchAttributes;
import io.metalwright.workflows.steps.RunJournal;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the CMDB and the Temporal UI how a run stands. */
final class Journal {
    private static final Duration WRITE = Duration.ofSeconds(20);
    /** For as long as the database is away. Without a number the SDK does not try a local activity again at all, and the run would end. */
    private static final RetryOptions RETRIES = RetryOptions.newBuilder()
            .setMaximumAttempts(Integer.MAX_VALUE)
            .setInitialInterval(Duration.ofMillis(200))
            .setMaximumInterval(Duration.ofSeconds(20))
            .build();

    private final RunRecord run;
    /** The run and those who steer it write side by side, and each line is written once. */
    private final WorkflowLock writing = Workflow.newWorkflowLock();

    private final Map<SearchAttributeKey<String>, String> shown = new HashMap<>();

    Journal(RunRecord run) {
        this.run = run;
    }

    /** Writes the view and all new lines; returns when they are in the database. */
    void write() {
        writing.lock();
        try {
            show();
            var lines = run.unwritten();
            rows().write(run.view(), run.firstUnwritten(), lines);
            run.written(lines.size());
        } finally {
            writing.unlock();
        }
    }

    /** The history tells in a few words what was written; the view and the lines stand in the database, and would make most of the history. */
    private RunJournal rows() {
        return Workflow.newLocalActivityStub(
                RunJournal.class,
                LocalActivityOptions.newBuilder()
                        .setSummary(Doing.cut(words()))
                        .setDoNotIncludeArgumentsIntoMarker(true)
                        .setStartToCloseTimeout(WRITE)
                        .setRetryOptions(RETRIES)
                        .build());
    }

    private String words() {
        var waiting = run.waiting();
        if (waiting != null) {
            return "Waits for a person: " + waiting.doing();
        }
        return step().map(open -> open.step().title() + ": " + open.state().word())
                .orElse("The run is " + run.state().word());
    }

    /** What the run is at now. While it takes back what it did there is no such step, only those that were not come to. */
    private Optional<StepRecord> step() {
        return run.state() == RunState.RUNNING
                ? run.steps().stream().filter(StepRecord::isOpen).findFirst()
                : Optional.empty();
    }

    private String stepName() {
        var waiting = run.waiting();
        return waiting != null
                ? waiting.step()
                : step().map(open -> open.step().name()).orElse("");
    }

    private void show() {
        Workflow.setCurrentDetails(RunMarkdown.of(run.view()));
        List<SearchAttributeUpdate<?>> updates = new ArrayList<>();
        show(SearchAttributes.KIND, run.kind().word(), updates);
        show(SearchAttributes.STATE, run.state().word(), updates);
        show(SearchAttributes.STEP, stepName(), updates);
        if (run.machine() != null) {
            show(SearchAttributes.MACHINE, run.machine().value(), updates);
        }
        if (run.site() != null) {
            show(SearchAttributes.SITE, run.site().value(), updates);
        }
        if (!updates.isEmpty()) {
            Workflow.upsertTypedSearchAttributes(updates.toArray(SearchAttributeUpdate<?>[]::new));
        }
    }

    private void show(SearchAttributeKey<String> key, String value, List<SearchAttributeUpdate<?>> updates) {
        if (!value.equals(shown.put(key, value))) {
            updates.add(key.valueSet(value));
        }
    }
}
