package io.metalwright.workflows.steps;

import io.metalwright.model.power.BmcTarget;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What is done to a BMC itself. Queue: {@code site-<name>}. Each tells what was seen of it. */
@ActivityInterface
public interface BmcCare {
    /** Starts it anew: it was seen to be gone, or to have forgotten who was logged in, and answers again. */
    @ActivityMethod(name = "ResetBmc")
    String reset(BmcTarget bmc);

    /** Gives the user that we log in as another password, which nobody knows; the old one is kept until the BMC has let in with the new one. */
    @ActivityMethod(name = "ChangeBmcPassword")
    String changePassword(BmcTarget bmc);
}
