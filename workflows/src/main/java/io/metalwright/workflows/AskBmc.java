package io.metalwright.workflows;

import io.metalwright.model.SiteName;
import io.metalwright.model.bmc.BmcReport;
import io.metalwright.model.bmc.BmcRequest;
import io.metalwright.model.power.BmcTarget;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A person's question to a machine's BMC, which only the workers of its site reach. Its id is {@code bmc/<machine>/<number>}. */
@WorkflowInterface
public interface AskBmc {
    @WorkflowMethod(name = "AskBmc")
    BmcReport run(SiteName site, BmcTarget bmc, BmcRequest request);
}
