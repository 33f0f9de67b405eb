package io.metalwright.boot.peer;

import io.metalwright.boot.lease.Ipv6LeaseBook;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.plans.BootPlanPublishing;
import io.metalwright.boot.plans.ConfigurationBook;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.boot.AgentPresence;
import io.metalwright.model.boot.BootConfiguration;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.network.Ipv6Reservation;
import io.metalwright.model.network.Segment;
import io.metalwright.workflows.steps.BootPlans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The activities of queue {@code boot-<site>} where two servers take from it: what one of them is told, the other knows as well before the call returns, or
 * as soon as it is back.
 */
final class SharedPlans implements BootPlans {
    /** Waits until the other server has written down what was said. */
    interface Hearing {
        /** @return what it knows of the agents of these; empty when it did not answer in time */
        Collection<AgentPresence> await(long place, List<MacAddress> macs);
    }

    private final BootPlanPublishing here;
    private final PlanBook plans;
    private final ServedSegments segments;
    private final ConfigurationBook configurations;
    private final LeaseBook leases;
    private final Ipv6LeaseBook ipv6Leases;
    private final Supplier<Duration> longestLease;
    private final Ledger ledger;
    private final SiteStore store;
    private final Hearing hearing;

    SharedPlans(
            BootPlanPublishing here,
            PlanBook plans,
            ServedSegments segments,
            ConfigurationBook configurations,
            LeaseBook leases,
            Ipv6LeaseBook ipv6Leases,
            Supplier<Duration> longestLease,
            Ledger ledger,
            SiteStore store,
            Hearing hearing) {
        this.here = here;
        this.plans = plans;
        this.segments = segments;
        this.configurations = configurations;
        this.leases = leases;
        this.ipv6Leases = ipv6Leases;
        this.longestLease = longestLease;
        this.ledger = ledger;
        this.store = store;
        this.hearing = hearing;
        plans.all().forEach(boot -> ledger.known(Change.key(boot.machine())));
        if (!segments.all().isEmpty()) {
            ledger.known(Change.SEGMENTS);
        }
        if (!configurations.all().isEmpty()) {
            ledger.known(Change.CONFIGURATIONS);
        }
        store.commit();
    }

    @Override
    public AgentPresence publish(MachineBoot boot) {
        AgentPresence mine;
        long place;
        synchronized (this) {
            place = ledger.said(Change.key(boot.machine()), false);
            keepFormerAddress(boot.machine(), boot);
            mine = here.publish(boot);
        }
        return Stream.concat(Stream.of(mine), hearing.await(place, boot.macs()).stream())
                .min(Comparator.naturalOrder())
                .orElse(mine);
    }

    @Override
    public String offerDisc(MachineBoot boot, String bmc) {
        String address;
        long place;
        synchronized (this) {
            place = ledger.said(Change.key(boot.machine()), false);
            keepFormerAddress(boot.machine(), boot);
            address = here.offerDisc(boot, bmc);
        }
        hearing.await(place, boot.macs());
        return address;
    }

    @Override
    public void serve(List<Segment> served) {
        long place;
        synchronized (this) {
            place = ledger.said(Change.SEGMENTS, false);
            keepFormerReservations(served);
            here.serve(served);
        }
        hearing.await(place, List.of());
    }

    @Override
    public void configure(List<BootConfiguration> changed) {
        long place;
        synchronized (this) {
            place = ledger.said(Change.CONFIGURATIONS, false);
            here.configure(changed);
        }
        hearing.await(place, List.of());
    }

    @Override
    public void withdraw(MachineId machine) {
        long place;
        synchronized (this) {
            place = ledger.said(Change.key(machine), true);
            forget(machine);
            store.commit();
        }
        hearing.await(place, List.of());
    }

    /** What was said here or there after this place, as it is now. */
    synchronized List<Change> after(long place, int most) {
        return ledger.after(place, most).stream().map(this::change).toList();
    }

    /** Writes down what the other server was told later than we. On disk when it returns. */
    synchronized List<MacAddress> take(List<Change> changes) {
        var machines = new ArrayList<MacAddress>();
        for (var change : changes) {
            if (!ledger.isNews(change.key(), change.stamp())) {
                continue;
            }
            ledger.heard(change.key(), change.stamp());
            var boot = change.boot();
            if (boot != null) {
                makeRoom(boot);
                keepFormerAddress(boot.machine(), boot);
                here.written(boot);
                machines.addAll(boot.macs());
            } else if (Change.isMachine(change.key())) {
                forget(Change.machine(change.key()));
            } else if (change.segments() != null) {
                keepFormerReservations(change.segments());
                here.serve(change.segments());
            } else if (change.configurations() != null) {
                here.configure(change.configurations());
            }
        }
        store.commit();
        return machines;
    }

    private Change change(Ledger.Entry entry) {
        var boot = Change.isMachine(entry.key())
                ? plans.machine(Change.machine(entry.key())).orElse(null)
                : null;
        return new Change(
                entry.place(),
                entry.key(),
                entry.stamp(),
                boot,
                entry.key().equals(Change.SEGMENTS) ? segments.all() : null,
                entry.key().equals(Change.CONFIGURATIONS) ? configurations.all() : null);
    }

    private void forget(MachineId machine) {
        keepFormerAddress(machine, null);
        here.withdraw(machine);
    }

    /** Where the other server was told that a MAC or an address is this machine's, whose it was before was changed there too, and comes as well. */
    private void makeRoom(MachineBoot boot) {
        for (var mac : boot.macs()) {
            plans.find(mac)
                    .filter(other -> !other.machine().equals(boot.machine()))
                    .ifPresent(other -> forget(other.machine()));
        }
        var address = boot.address();
        if (address != null) {
            plans.reservedFor(address)
                    .filter(other -> !other.machine().equals(boot.machine()))
                    .ifPresent(other -> forget(other.machine()));
        }
    }

    /**
     * A machine may use an address that was set down for it until its lease runs out, which the other server may have given. One that is set down
     * for it again is its own again.
     */
    private void keepFormerAddress(MachineId machine, @Nullable MachineBoot next) {
        var before = plans.machine(machine);
        var former = before.map(MachineBoot::address).orElse(null);
        var address = next == null ? null : next.address();
        if (Objects.equals(former, address)) {
            return;
        }
        if (before.isPresent() && former != null) {
            leases.setAside(before.get().macs().getFirst(), former, longestLease.get());
        }
        if (next != null && address != null) {
            leases.giveBack(next.macs(), address);
        }
    }

    /** The same for what was set down in a segment. */
    private void keepFormerReservations(List<Segment> next) {
        var kept = reservations(next).collect(Collectors.toSet());
        reservations(segments.all())
                .filter(each -> !kept.contains(each))
                .forEach(each -> ipv6Leases.setAside(each.mac(), each.address(), longestLease.get()));
    }

    private static Stream<Ipv6Reservation> reservations(List<Segment> segments) {
        return segments.stream()
                .map(Segment::ipv6)
                .filter(Objects::nonNull)
                .flatMap(ipv6 -> ipv6.reservations().stream());
    }
}
