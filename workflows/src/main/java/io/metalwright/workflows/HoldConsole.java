package io.metalwright.workflows;

import io.metalwright.model.SiteName;
import io.metalwright.model.power.BmcTarget;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Has a worker of the site hold a machine's serial line for as long as somebody wants to see it. Its id is {@code console/<machine>}, so that a machine
 * has one holder however many watch.
 */
@WorkflowInterface
public interface HoldConsole {
    @WorkflowMethod(name = "HoldConsole")
    void run(SiteName site, BmcTarget bmc);
}
