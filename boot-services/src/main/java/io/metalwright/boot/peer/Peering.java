package io.metalwright.boot.peer;

import io.metalwright.boot.lease.Holdings;
import io.metalwright.boot.lease.Ipv6LeaseBook;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.plans.AgentSessions;
import io.metalwright.boot.plans.BootPlanPublishing;
import io.metalwright.boot.plans.ConfigurationBook;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.workflows.steps.BootPlans;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** The link to the other server of a site and what is told over it, put together. */
public final class Peering {
    private final PeerLink link;
    private final Ledger ledger;
    private final SiteStore store;

    private Peering(PeerLink link, Ledger ledger, SiteStore store) {
        this.link = link;
        this.ledger = ledger;
        this.store = store;
    }

    /** @param ownAddresses by which this server is known in DHCP, at this moment */
    public static Peering of(
            PeerSettings settings,
            Holdings holdings,
            LeaseBook leases,
            Ipv6LeaseBook ipv6Leases,
            AgentSessions sessions,
            SiteStore store,
            Supplier<Set<Ipv4Address>> ownAddresses,
            Counters counters,
            Clock clock)
            throws IOException, GeneralSecurityException {
        var ledger = new Ledger(store, settings.share().number(), clock);
        var link = new PeerLink(
                settings,
                Envelope.withKeyIn(settings.keyFile()),
                holdings,
                leases,
                ipv6Leases,
                ledger,
                sessions,
                ownAddresses,
                counters,
                clock);
        return new Peering(link, ledger, store);
    }

    public PeerLink link() {
        return link;
    }

    /** Begins to ask and to answer. What is published through the result reaches both servers. */
    public BootPlans share(
            BootPlanPublishing here,
            PlanBook plans,
            ServedSegments segments,
            ConfigurationBook configurations,
            LeaseBook leases,
            Ipv6LeaseBook ipv6Leases,
            Supplier<Duration> longestLease) {
        var shared = new SharedPlans(
                here, plans, segments, configurations, leases, ipv6Leases, longestLease, ledger, store, link);
        link.begin(shared);
        return shared;
    }
}
