package io.metalwright.workflows;

import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.RunbookSpec;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Goes through a list of steps that somebody has written down. */
@WorkflowInterface
public interface Runbook extends SteeredRun {
    @WorkflowMethod(name = "Runbook")
    RunView run(RunbookSpec spec);
}
