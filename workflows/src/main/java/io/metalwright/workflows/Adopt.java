package io.metalwright.workflows;

import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.AdoptSpec;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Takes in a server that already runs, without touching what is on it. */
@WorkflowInterface
public interface Adopt extends SteeredRun {
    @WorkflowMethod(name = "Adopt")
    RunView run(AdoptSpec spec);
}
