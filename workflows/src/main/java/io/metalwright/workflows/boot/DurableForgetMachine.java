package io.metalwright.workflows.boot;

import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.workflows.ForgetMachine;
import io.metalwright.workflows.run.Calls;

/** {@link ForgetMachine}: tries until the site's boot-services have heard it. */
public final class DurableForgetMachine implements ForgetMachine {
    @Override
    public void run(SiteName site, MachineId machine) {
        Calls.bootPatiently(site).withdraw(machine);
    }
}
