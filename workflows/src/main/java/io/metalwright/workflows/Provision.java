package io.metalwright.workflows;

import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.ProvisionSpec;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Installs a machine as its spec says. */
@WorkflowInterface
public interface Provision extends SteeredRun {
    @WorkflowMethod(name = "Provision")
    RunView run(ProvisionSpec spec);
}
