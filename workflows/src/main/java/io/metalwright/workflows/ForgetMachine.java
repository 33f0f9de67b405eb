package io.metalwright.workflows;

import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Tells a site's boot-services that a machine has no record any more, and waits for as long as they are away: its ports may become another
 * machine's. Its id is {@code forgotten/<machine>}.
 */
@WorkflowInterface
public interface ForgetMachine {
    @WorkflowMethod(name = "ForgetMachine")
    void run(SiteName site, MachineId machine);
}
