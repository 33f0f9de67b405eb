package io.metalwright.workflows.bmc;

import io.metalwright.model.SiteName;
import io.metalwright.model.bmc.BmcReport;
import io.metalwright.model.bmc.BmcRequest;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.AskBmc;
import io.metalwright.workflows.run.Calls;

/** {@link AskBmc}: once, as somebody waits for the answer and can ask again. */
public final class AskOnce implements AskBmc {
    @Override
    public BmcReport run(SiteName site, BmcTarget bmc, BmcRequest request) {
        return Calls.bmc(site).ask(bmc, request);
    }
}
