package io.metalwright.workflows.steps;

import io.metalwright.model.SecretReference;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.power.BmcTarget;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;

/** A BMC's LAN, user and password, set from inside the machine and proven from outside. Queue: {@code site-<name>}. */
@ActivityInterface
public interface BmcSetUp {
    /**
     * What the BMC shall have.
     *
     * @param address null: the address that it has is kept
     */
    record Wish(
            @Nullable Ipv4Address address,
            @Nullable Ipv4Address netmask,
            @Nullable Ipv4Address gateway,
            String user,
            SecretReference password) {}

    /** Sets what differs from the wish in-band, then logs in over the LAN with it. Done again, it changes nothing. */
    @ActivityMethod(name = "SetUpBmc")
    BmcTarget setUp(BootOsTarget target, Wish wish);
}
