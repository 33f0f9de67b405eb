package io.metalwright.activities.health.redfish;

import io.metalwright.model.SiteName;
import io.metalwright.model.health.EventSubscription;
import io.metalwright.model.power.BmcTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which BMCs send their events to us, and which doors of a site take them; shared by its workers. */
public interface SubscriptionBook {
    Optional<EventSubscription> find(BmcTarget bmc);

    /** In place of what was known of this BMC. */
    void record(SiteName site, EventSubscription subscription);

    void forget(BmcTarget bmc);

    /** A subscription that is to end, and since when. */
    record Ending(EventSubscription subscription, Instant since) {}

    /** Those of BMCs whose machine is gone, or has another one now. */
    List<Ending> ending(SiteName site);

    /** The door takes events, and will until then. */
    void open(SiteName site, String door, Instant until);

    boolean isOpen(SiteName site, String door);
}
