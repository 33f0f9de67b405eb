package io.metalwright.workflows.bmc;

import io.metalwright.model.SiteName;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.HoldConsole;
import io.metalwright.workflows.run.Calls;

/** {@link HoldConsole}: one activity, which another worker of the site takes up when its own dies. */
public final class HoldUntilUnwanted implements HoldConsole {
    @Override
    public void run(SiteName site, BmcTarget bmc) {
        Calls.consoles(site).hold(bmc);
    }
}
