package io.metalwright.workflows;

import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.RegisterSpec;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Takes a machine in: address, BootOS, hardware, BMC. */
@WorkflowInterface
public interface Register extends SteeredRun {
    @WorkflowMethod(name = "Register")
    RunView run(RegisterSpec spec);
}
