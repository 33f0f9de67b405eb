package io.metalwright.workflows;

import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.ConvertSpec;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Makes an installed machine a host of virtual machines, or takes that away from it. */
@WorkflowInterface
public interface Convert extends SteeredRun {
    @WorkflowMethod(name = "Convert")
    RunView run(ConvertSpec spec);
}
