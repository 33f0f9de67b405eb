package io.metalwright.activities.inventory;

import io.metalwright.activities.health.redfish.SubscriptionBook;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.health.EventSubscriptions;
import io.metalwright.model.SiteName;
import io.metalwright.model.health.EventSubscription;
import io.metalwright.model.power.BmcTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@link SubscriptionBook} in the CMDB. */
public final class CmdbSubscriptionBook implements SubscriptionBook {
    private final Cmdb cmdb;

    public CmdbSubscriptionBook(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @Override
    public Optional<EventSubscription> find(BmcTarget bmc) {
        return cmdb.eventSubscriptions().find(bmc);
    }

    @Override
    public void record(SiteName site, EventSubscription subscription) {
        cmdb.eventSubscriptions().record(site, subscription);
    }

    @Override
    public void forget(BmcTarget bmc) {
        cmdb.eventSubscriptions().forget(bmc);
        if (!cmdb.eventSubscriptions().anyOf(bmc.machine())) {
            cmdb.secrets().delete(EventSubscriptions.farewell(bmc.machine()));
        }
    }

    @Override
    public List<Ending> ending(SiteName site) {
        return cmdb.eventSubscriptions().ending(site).stream()
                .map(ending -> new Ending(ending.subscription(), ending.since()))
                .toList();
    }

    @Override
    public void open(SiteName site, String door, Instant until) {
        cmdb.eventSubscriptions().open(site, door, until);
    }

    @Override
    public boolean isOpen(SiteName site, String door) {
        return cmdb.eventSubscriptions().isOpen(site, door);
    }
}
