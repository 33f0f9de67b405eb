package io.metalwright.workflows;

import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.CaptureSpec;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Makes an image of a machine's disk. */
@WorkflowInterface
public interface Capture extends SteeredRun {
    @WorkflowMethod(name = "Capture")
    RunView run(CaptureSpec spec);
}
