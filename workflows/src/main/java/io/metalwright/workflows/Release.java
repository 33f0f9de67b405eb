package io.metalwright.workflows;

import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.ReleaseSpec;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Gives a machine back: what is on its disks is destroyed, and it is available. */
@WorkflowInterface
public interface Release extends SteeredRun {
    @WorkflowMethod(name = "Release")
    RunView run(ReleaseSpec spec);
}
