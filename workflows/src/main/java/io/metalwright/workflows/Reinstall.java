package io.metalwright.workflows;

import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.ReinstallSpec;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Installs a deployed machine once more. */
@WorkflowInterface
public interface Reinstall extends SteeredRun {
    @WorkflowMethod(name = "Reinstall")
    RunView run(ReinstallSpec spec);
}
