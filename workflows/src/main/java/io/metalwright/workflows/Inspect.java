package io.metalwright.workflows;

import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.InspectSpec;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Collects the hardware of a machine anew, and leaves the machine as it was. */
@WorkflowInterface
public interface Inspect extends SteeredRun {
    @WorkflowMethod(name = "Inspect")
    RunView run(InspectSpec spec);
}
