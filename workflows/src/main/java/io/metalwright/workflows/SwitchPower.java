package io.metalwright.workflows;

import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.PowerSpec;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Switches a machine on or off. Its workflow type is {@code Power}; the activity contract has that name in Java. */
@WorkflowInterface
public interface SwitchPower extends SteeredRun {
    @WorkflowMethod(name = "Power")
    RunView run(PowerSpec spec);
}
