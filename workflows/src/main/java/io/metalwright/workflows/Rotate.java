package io.metalwright.workflows;

import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.RotateSpec;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Gives a machine's BMC another password; the machine itself is left alone. */
@WorkflowInterface
public interface Rotate extends SteeredRun {
    @WorkflowMethod(name = "Rotate")
    RunView run(RotateSpec spec);
}
