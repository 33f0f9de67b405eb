package io.metalwright.workflows;

import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.CleanSpec;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Cleans a machine for its next use. */
@WorkflowInterface
public interface Clean extends SteeredRun {
    @WorkflowMethod(name = "Clean")
    RunView run(CleanSpec spec);
}
