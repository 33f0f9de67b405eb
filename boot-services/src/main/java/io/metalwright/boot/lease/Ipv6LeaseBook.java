package io.metalwright.boot.lease;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Ipv6Range;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Leases of IPv6 addresses. As those of IPv4 they belong to MAC addresses and not to DUIDs, so that firmware, iPXE, BootOS and the installed system of one
 * machine have one address. Where a machine's address begins to be looked for says its MAC address, so that it mostly gets the same one again, also from a
 * server that has forgotten it.
 *
 * <p>A change is true at once, and on disk when {@link #afterCommit} runs what is to follow from it.
 */
public final class Ipv6LeaseBook implements AutoCloseable {
    /**
     * The address that a machine is to have.
     *
     * @param isHeld whether it has it already, or had it last
     */
    public record Allotted(Ipv6Address address, boolean isHeld) {}

    private static final Duration OFFER_HOLDS = Duration.ofSeconds(60);
    private static final Duration DECLINED_FOR = Duration.ofHours(1);

    private final LeaseJournal<Ipv6Lease> journal;
    private final Clock clock;
    private final Map<Ipv6Address, Ipv6Lease> byAddress = new HashMap<>();
    /** The last one that it was given or offered. */
    private final Map<MacAddress, Ipv6Address> byHolder = new HashMap<>();

    private final SeenAddresses<Ipv6Address> seen = new SeenAddresses<>();

    private Ipv6LeaseBook(Path file, Clock clock) {
        this.clock = clock;
        this.journal = LeaseJournal.open(file, LeaseRecord.OF_IPV6, this::remember);
        journal.live(this::snapshot);
    }

    public static Ipv6LeaseBook open(Path file, Clock clock) {
        return new Ipv6LeaseBook(file, clock);
    }

    /**
     * What this machine is to have; empty when no address is left. Nothing changes by asking.
     *
     * @param wished what the client asks for; it gets it when it is free
     * @param taken addresses that nobody may get
     */
    public synchronized Optional<Allotted> allotment(
            Ipv6Range range, MacAddress mac, Optional<Ipv6Address> wished, Predicate<Ipv6Address> taken) {
        var held = byHolder.get(mac);
        if (held != null && range.contains(held) && !taken.test(held)) {
            return Optional.of(new Allotted(held, true));
        }
        return wished.filter(address -> range.contains(address) && isFree(address, taken))
                .or(() -> search(range, mac, address -> !byAddress.containsKey(address) && !taken.test(address)))
                .or(() -> search(range, mac, address -> isFree(address, taken)))
                .map(address -> new Allotted(address, false));
    }

    /** Whether it may have an address that is set down for it: nobody else has it, and it did not find it taken. */
    public synchronized boolean mayHave(MacAddress mac, Ipv6Address address) {
        var lease = byAddress.get(address);
        return lease == null
                || !lease.isCurrent(clock.instant())
                || lease.holder().equals(mac) && lease.state() != Lease.State.DECLINED;
    }

    /** Keeps everybody away from an address that its machine may still use, though nobody here gave it a lease. */
    public synchronized void setAside(MacAddress mac, Ipv6Address address, Duration duration) {
        if (isFree(address, each -> false)) {
            keep(new Ipv6Lease(
                    address, mac, Lease.State.DECLINED, clock.instant().plus(duration)));
        }
    }

    /** Holds an address for as long as a client may take to ask for it. Not on disk: a lost offer costs nobody anything. */
    public synchronized void offer(MacAddress mac, Ipv6Address address) {
        var known = byAddress.get(address);
        if (known == null || !known.holder().equals(mac) || !known.isCurrent(clock.instant())) {
            remember(new Ipv6Lease(
                    address, mac, Lease.State.OFFERED, clock.instant().plus(OFFER_HOLDS)));
        }
    }

    public synchronized void bind(MacAddress mac, Ipv6Address address, Duration duration) {
        // One machine, one lease: the other address it had is given back.
        var before = byHolder.get(mac);
        if (before != null && !before.equals(address)) {
            release(mac, before);
        }
        seen.forget(mac);
        keep(new Ipv6Lease(address, mac, Lease.State.BOUND, clock.instant().plus(duration)));
    }

    /** Says whether it was this client's. */
    public synchronized boolean release(MacAddress mac, Ipv6Address address) {
        var lease = byAddress.get(address);
        if (lease == null || !lease.holder().equals(mac) || lease.state() == Lease.State.DECLINED) {
            return false;
        }
        keep(new Ipv6Lease(address, mac, Lease.State.RELEASED, clock.instant()));
        return true;
    }

    /** Sets an address aside, if it was this client's to decline, and says whether it was. */
    public synchronized boolean decline(MacAddress mac, Ipv6Address address) {
        var lease = byAddress.get(address);
        if (lease == null || !lease.holder().equals(mac)) {
            return false;
        }
        keep(new Ipv6Lease(address, mac, Lease.State.DECLINED, clock.instant().plus(DECLINED_FOR)));
        return true;
    }

    /** Runs when all changes so far are on disk, also for a machine that loses power. Not on the caller's thread. */
    public void afterCommit(Runnable action) {
        journal.afterCommit(action);
    }

    /** Returns when all changes so far are on disk. */
    public void awaitCommit() {
        journal.awaitCommit();
    }

    public synchronized Optional<Ipv6Lease> bound(MacAddress mac) {
        return Optional.ofNullable(byHolder.get(mac))
                .map(byAddress::get)
                .filter(lease -> lease.holder().equals(mac) && lease.isBound(clock.instant()));
    }

    /** The machine was seen taking another server's offer: what it had from us is free again. */
    public synchronized void movedTo(MacAddress mac, Ipv6Address address) {
        var before = byHolder.get(mac);
        if (before != null && !before.equals(address)) {
            release(mac, before);
        }
        seen.put(mac, address);
    }

    /** The address that it has from us, or that we saw another server give it. */
    public synchronized Optional<Ipv6Address> address(MacAddress mac) {
        return bound(mac).map(Ipv6Lease::address).or(() -> seen.of(mac));
    }

    /** Whether another server was seen giving it the address that it has. */
    public synchronized boolean isElsewhere(MacAddress mac) {
        return bound(mac).isEmpty() && seen.of(mac).isPresent();
    }

    /** What is somebody's now, or set aside, among the addresses of a share. */
    public synchronized List<Ipv6Lease> current(Share of) {
        var now = clock.instant();
        return byAddress.values().stream()
                .filter(lease -> of.owns(lease.address()) && lease.isCurrent(now))
                .toList();
    }

    /** Leases that another server gave and that are ours to look after from now on. On disk when it returns. */
    public void adopt(List<Ipv6Lease> leases) {
        synchronized (this) {
            var now = clock.instant();
            for (var lease : leases) {
                var known = byAddress.get(lease.address());
                if (known == null || !known.isCurrent(now)) {
                    keep(lease);
                }
            }
        }
        awaitCommit();
    }

    /** Whose address this is, or was last: UEFI's PXE (EDK II) releases its lease before it loads its file, by that very address. */
    public synchronized Optional<MacAddress> holder(Ipv6Address address) {
        return Optional.ofNullable(byAddress.get(address))
                .filter(lease -> lease.state() == Lease.State.BOUND || lease.state() == Lease.State.RELEASED)
                .map(Ipv6Lease::holder)
                .or(() -> seen.holder(address));
    }

    /** How many addresses are somebody's now. */
    public synchronized long boundCount() {
        var now = clock.instant();
        return byAddress.values().stream().filter(lease -> lease.isBound(now)).count();
    }

    @Override
    public void close() {
        journal.close();
    }

    private synchronized List<Ipv6Lease> snapshot() {
        return byAddress.values().stream()
                .filter(lease -> lease.state() != Lease.State.OFFERED)
                .toList();
    }

    private void keep(Ipv6Lease lease) {
        remember(lease);
        journal.append(lease);
    }

    private void remember(Ipv6Lease lease) {
        var before = byAddress.put(lease.address(), lease);
        if (before != null && !before.holder().equals(lease.holder())) {
            byHolder.remove(before.holder(), lease.address());
        }
        switch (lease.state()) {
            case BOUND, OFFERED -> byHolder.put(lease.holder(), lease.address());
            // Here and not where it declines, so that it holds after a restart, too.
            case DECLINED -> byHolder.remove(lease.holder(), lease.address());
            case RELEASED -> {}
        }
    }

    private boolean isFree(Ipv6Address address, Predicate<Ipv6Address> taken) {
        var lease = byAddress.get(address);
        return !taken.test(address) && (lease == null || !lease.isCurrent(clock.instant()));
    }

    private static Optional<Ipv6Address> search(Ipv6Range range, MacAddress mac, Predicate<Ipv6Address> fits) {
        int from = Math.floorMod(Long.hashCode(Share.mixed(mac)), range.size());
        for (int i = 0; i < range.size(); i++) {
            var address = range.at((from + i) % range.size());
            if (fits.test(address)) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }
}
