package io.metalwright.boot.lease;

import io.metalwright.boot.store.JsonMap;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.AddressRange;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Segment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Leases of all segments of the site. They belong to MAC addresses and not to client identifiers: firmware, iPXE, BootOS and the installed
 * system of one machine each call themselves something else, and are to keep one address.
 */
public final class LeaseBook {
    private static final Duration OFFER_HOLDS = Duration.ofSeconds(60);
    private static final Duration DECLINED_FOR = Duration.ofHours(1);

    private final SiteStore store;
    private final JsonMap<Lease> stored;
    private final Clock clock;
    private final Map<Ipv4Address, Lease> byAddress = new HashMap<>();

    public LeaseBook(SiteStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.stored = store.map("leases", Lease.class);
        stored.entries().forEach(entry -> byAddress.put(entry.getValue().address(), entry.getValue()));
    }

    /**
     * What this machine is to have. Nothing changes by asking.
     *
     * @param reserved the address set down for it, if that lies in this segment
     * @param wished what the client asks for; it gets it when it is free
     * @param taken addresses that nobody may get: the server's, the gateway's and those reserved for others
     */
    public synchronized Allotment allotment(
            Segment segment,
            MacAddress mac,
            Optional<Ipv4Address> reserved,
            Optional<Ipv4Address> wished,
            Set<Ipv4Address> taken) {
        if (reserved.filter(segment.cidr()::contains).isPresent()) {
            return new Allotment.Reserved(reserved.get());
        }
        var range = segment.machines();
        if (range == null) {
            return new Allotment.Exhausted();
        }
        var held = byAddress.values().stream()
                .filter(lease -> lease.holder().equals(mac) && lease.state() != Lease.State.DECLINED)
                .filter(lease -> range.contains(lease.address()) && !taken.contains(lease.address()))
                .max(Comparator.comparing(Lease::until));
        if (held.isPresent()) {
            return new Allotment.Held(held.get().address());
        }
        return wished.filter(address -> range.contains(address) && isFree(address, taken))
                .or(() -> neverUsed(range, taken))
                .or(() -> longestUnused(range, taken))
                .<Allotment>map(Allotment.Free::new)
                .orElseGet(Allotment.Exhausted::new);
    }

    /** Holds an address for as long as a client may take to ask for it. Not on disk: a lost offer costs nobody anything. */
    public synchronized void offer(MacAddress mac, Ipv4Address address) {
        var known = byAddress.get(address);
        if (known == null || !known.holder().equals(mac) || !known.isCurrent(clock.instant())) {
            byAddress.put(
                    address,
                    new Lease(address, mac, Lease.State.OFFERED, clock.instant().plus(OFFER_HOLDS)));
        }
    }

    /** On disk when it returns. */
    public synchronized void bind(MacAddress mac, Ipv4Address address, Duration duration) {
        // One machine, one lease in a range: the other addresses it had are given back.
        byAddress.values().stream()
                .filter(lease -> lease.holder().equals(mac) && lease.state() == Lease.State.BOUND)
                .filter(lease -> !lease.address().equals(address))
                .toList()
                .forEach(lease -> keep(new Lease(lease.address(), mac, Lease.State.RELEASED, clock.instant())));
        keep(new Lease(address, mac, Lease.State.BOUND, clock.instant().plus(duration)));
        store.commit();
    }

    public synchronized void release(MacAddress mac, Ipv4Address address) {
        var lease = byAddress.get(address);
        if (lease != null && lease.holder().equals(mac) && lease.state() != Lease.State.DECLINED) {
            keep(new Lease(address, mac, Lease.State.RELEASED, clock.instant()));
            store.commit();
        }
    }

    /** Sets an address aside, if it was this client's to decline. */
    public synchronized void decline(MacAddress mac, Ipv4Address address) {
        var lease = byAddress.get(address);
        if (lease != null && lease.holder().equals(mac)) {
            keep(new Lease(address, mac, Lease.State.DECLINED, clock.instant().plus(DECLINED_FOR)));
            store.commit();
        }
    }

    public synchronized Optional<Lease> bound(MacAddress mac) {
        var now = clock.instant();
        return byAddress.values().stream()
                .filter(lease -> lease.holder().equals(mac) && lease.isBound(now))
                .findFirst();
    }

    /** Whose address this is now. */
    public synchronized Optional<MacAddress> holder(Ipv4Address address) {
        return Optional.ofNullable(byAddress.get(address))
                .filter(lease -> lease.isBound(clock.instant()))
                .map(Lease::holder);
    }

    private void keep(Lease lease) {
        byAddress.put(lease.address(), lease);
        stored.put(lease.address().value(), lease);
    }

    private boolean isFree(Ipv4Address address, Set<Ipv4Address> taken) {
        var lease = byAddress.get(address);
        return !taken.contains(address) && (lease == null || !lease.isCurrent(clock.instant()));
    }

    private Optional<Ipv4Address> neverUsed(AddressRange range, Set<Ipv4Address> taken) {
        var address = range.first();
        for (long i = 0; i < range.size(); i++, address = address.next()) {
            if (!byAddress.containsKey(address) && !taken.contains(address)) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    private Optional<Ipv4Address> longestUnused(AddressRange range, Set<Ipv4Address> taken) {
        Instant now = clock.instant();
        return byAddress.values().stream()
                .filter(lease -> range.contains(lease.address()) && !taken.contains(lease.address()))
                .filter(lease -> !lease.isCurrent(now))
                .min(Comparator.comparing(Lease::until))
                .map(Lease::address);
    }
}
