package io.metalwright.workflows;

import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.RescueSpec;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Holds a machine in BootOS for a person who logs in there, and brings it back. */
@WorkflowInterface
public interface Rescue extends SteeredRun {
    @WorkflowMethod(name = "Rescue")
    RunView run(RescueSpec spec);
}
