package io.metalwright.workflows.run;

import io.metalwright.model.run.RunState;
import io.metalwright.workflows.SearchAttributes;
import io.metalwright.workflows.steps.RunJournal;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the CMDB and the Temporal UI how a run stands. */
final class Journal {
    private static final Duration WRITE = Duration.ofSeconds(20);
    private final RunJournal rows = Workflow.newLocalActivityStub(
            RunJournal.class,
            LocalActivityOptions.newBuilder()
                    .setStartToCloseTimeout(WRITE)
                    .setRetryOptions(RetryOptions.newBuilder()
                            .setInitialInterval(Duration.ofMillis(200))
                            .setMaximumInterval(Duration.ofSeconds(20))
                            .build())
                    .build());
    private final RunRecord run;
    private @Nullable String shownStep;
    private @Nullable RunState shownState;

    Journal(RunRecord run) {
        this.run = run;
    }

    /** Writes the view and all new lines; returns when they are in the database. */
    void write() {
        show();
        var lines = run.unwritten();
        rows.write(run.view(), run.firstUnwritten(), lines);
        run.written(lines.size());
    }

    private void show() {
        Workflow.setCurrentDetails(RunMarkdown.of(run.view()));
        var step = run.steps().stream()
                .filter(StepRecord::isOpen)
                .map(record -> record.step().name())
                .findFirst()
                .orElse("");
        if (step.equals(shownStep) && run.state() == shownState) {
            return;
        }
        shownStep = step;
        shownState = run.state();
        List<SearchAttributeUpdate<?>> updates = new ArrayList<>();
        updates.add(SearchAttributes.KIND.valueSet(run.kind().word()));
        updates.add(SearchAttributes.STATE.valueSet(run.state().word()));
        updates.add(SearchAttributes.STEP.valueSet(step));
        if (run.machine() != null) {
            updates.add(SearchAttributes.MACHINE.valueSet(run.machine().value()));
        }
        if (run.site() != null) {
            updates.add(SearchAttributes.SITE.valueSet(run.site().value()));
        }
        Workflow.upsertTypedSearchAttributes(updates.toArray(SearchAttributeUpdate<?>[]::new));
    }
}
