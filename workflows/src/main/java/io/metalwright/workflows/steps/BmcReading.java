package io.metalwright.workflows.steps;

import io.metalwright.model.bmc.BmcReport;
import io.metalwright.model.bmc.BmcRequest;
import io.metalwright.model.power.BmcTarget;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Asks a machine's BMC what a person wants to know. Queue: {@code site-<name>}. */
@ActivityInterface
public interface BmcReading {
    @ActivityMethod(name = "AskBmc")
    BmcReport ask(BmcTarget bmc, BmcRequest request);
}
