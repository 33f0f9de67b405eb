package io.metalwright.workflows.steps;

import io.metalwright.model.BootMode;
import io.metalwright.model.power.BmcTarget;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** A machine's boot from a disc that its BMC shows it, each effect read back. Queue: {@code site-<name>}. */
@ActivityInterface
public interface VirtualMedia {
    /**
     * Where a machine's disc lies. The secret in its URL is derived where it is needed.
     *
     * @param server such as {@code https://10.77.1.1:8443}, as the BMC reaches it
     * @param tokenName what the secret is derived from
     */
    record Source(String server, String tokenName) {}

    /**
     * Has the machine start from its disc, once: the disc is put in anew, so that what stands on it is fresh, and the override set, both read back;
     * then the machine is switched on, or off and on.
     */
    @ActivityMethod(name = "BootFromDisc")
    String bootFromDisc(BmcTarget bmc, BootMode mode, Source source);

    /** Takes the disc out and an override that was not used back. What somebody else has put in meanwhile stays. */
    @ActivityMethod(name = "TakeDiscOut")
    String takeDiscOut(BmcTarget bmc, BootMode mode, Source source);
}
