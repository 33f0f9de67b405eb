package io.metalwright.boot.lease;

import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.AddressRange;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Segment;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Leases of all segments of the site. They belong to MAC addresses and not to client identifiers: firmware, iPXE, BootOS and the installed
 * system of one machine each call themselves something else, and are to keep one address.
 *
 * <p>A change is true at once, and on disk when {@link #afterCommit} runs what is to follow from it.
 */
public final class LeaseBook implements AutoCloseable {
    private static final Duration OFFER_HOLDS = Duration.ofSeconds(60);
    private static final Duration DECLINED_FOR = Duration.ofHours(1);

    private final LeaseJournal<Lease> journal;
    private final Share share;
    private final Clock clock;
    private final Map<Ipv4Address, Lease> byAddress = new HashMap<>();
    private final Map<MacAddress, List<Lease>> byHolder = new HashMap<>();
    /** The longest unused first. */
    private final TreeSet<Lease> byEnd =
            new TreeSet<>(Comparator.comparing(Lease::until).thenComparing(Lease::address));
    /** Up to which address of a range all have been somebody's. */
    private final Map<AddressRange, Ipv4Address> fresh = new HashMap<>();

    private final SeenAddresses<Ipv4Address> seen = new SeenAddresses<>();

    private LeaseBook(Path file, Share share, Clock clock) {
        this.share = share;
        this.clock = clock;
        this.journal = LeaseJournal.open(file, LeaseRecord.OF_IPV4, this::remember);
        journal.live(this::snapshot);
    }

    /**
     * @param before where leases were kept until they had a file of their own; they are taken over
     * @param share whose addresses are given away here; the others are another server's
     */
    public static LeaseBook open(Path file, SiteStore before, Share share, Clock clock) {
        var book = new LeaseBook(file, share, clock);
        var old = before.map("leases", Lease.class);
        var leases = old.entries().toList();
        if (!leases.isEmpty()) {
            synchronized (book) {
                leases.forEach(entry -> book.keep(entry.getValue()));
            }
            book.awaitCommit();
            leases.forEach(entry -> old.remove(entry.getKey()));
            before.commit();
        }
        return book;
    }

    /**
     * What this machine is to have. Nothing changes by asking.
     *
     * @param range from which it gets one, or null where there is none for it
     * @param ports those of its machine: what one of them holds, the others may take over
     * @param reserved the address set down for it; it gets it in its segment, unless somebody else has it or it found it taken
     * @param wished what the client asks for; it gets it when it is free
     * @param taken addresses that nobody may get: the server's, the gateway's and those reserved for others
     */
    public synchronized Allotment allotment(
            Segment segment,
            @Nullable AddressRange range,
            MacAddress mac,
            List<MacAddress> ports,
            Optional<Ipv4Address> reserved,
            Optional<Ipv4Address> wished,
            Predicate<Ipv4Address> taken) {
        if (reserved.isPresent() && segment.cidr().contains(reserved.get()) && mayHave(mac, ports, reserved.get())) {
            return new Allotment.Reserved(reserved.get());
        }
        if (range == null) {
            return new Allotment.Exhausted();
        }
        var held = held(mac, range, taken);
        if (held != null) {
            return new Allotment.Held(held.address());
        }
        return wished.filter(address -> range.contains(address) && share.owns(address) && isFree(address, taken))
                .or(() -> neverUsed(range, taken))
                .or(() -> longestUnused(range, taken))
                .<Allotment>map(Allotment.Free::new)
                .orElseGet(Allotment.Exhausted::new);
    }

    /**
     * Holds an address for as long as a client may take to ask for it. Not on disk: a lost offer costs nobody anything.
     *
     * @return whether it is held; not when somebody else got it since it was allotted
     */
    public synchronized boolean offer(MacAddress mac, List<MacAddress> ports, Ipv4Address address) {
        if (!mayHave(mac, ports, address)) {
            return false;
        }
        var known = byAddress.get(address);
        if (known == null || !known.holder().equals(mac) || !known.isCurrent(clock.instant())) {
            remember(
                    new Lease(address, mac, Lease.State.OFFERED, clock.instant().plus(OFFER_HOLDS)));
        }
        return true;
    }

    /** @return whether it is bound; not when somebody else got it since it was allotted */
    public synchronized boolean bind(MacAddress mac, List<MacAddress> ports, Ipv4Address address, Duration duration) {
        if (!mayHave(mac, ports, address)) {
            return false;
        }
        // One machine, one lease: the other addresses it had are given back.
        for (var lease : List.copyOf(byHolder.getOrDefault(mac, List.of()))) {
            if (lease.state() == Lease.State.BOUND && !lease.address().equals(address)) {
                keep(new Lease(lease.address(), mac, Lease.State.RELEASED, clock.instant()));
            }
        }
        keep(new Lease(address, mac, Lease.State.BOUND, clock.instant().plus(duration)));
        return true;
    }

    public synchronized void release(MacAddress mac, Ipv4Address address) {
        var lease = byAddress.get(address);
        if (lease != null && lease.holder().equals(mac) && lease.state() != Lease.State.DECLINED) {
            keep(new Lease(address, mac, Lease.State.RELEASED, clock.instant()));
        }
    }

    /** Sets an address aside, if it was this client's to decline. */
    public synchronized void decline(MacAddress mac, Ipv4Address address) {
        var lease = byAddress.get(address);
        if (lease != null && lease.holder().equals(mac)) {
            keep(new Lease(address, mac, Lease.State.DECLINED, clock.instant().plus(DECLINED_FOR)));
        }
    }

    /**
     * Somebody was found at an address that was held for this client. It is set aside, unless the client is bound to it by now: then it was the client
     * itself that was found.
     *
     * @return whether it is set aside
     */
    public synchronized boolean foundTaken(MacAddress mac, Ipv4Address address) {
        var lease = byAddress.get(address);
        boolean isTheClient = lease != null && lease.holder().equals(mac) && lease.isBound(clock.instant());
        if (!isTheClient) {
            decline(mac, address);
        }
        return !isTheClient;
    }

    /** Runs when all changes so far are on disk, also for a machine that loses power. Not on the caller's thread. */
    public void afterCommit(Runnable action) {
        journal.afterCommit(action);
    }

    /** Returns when all changes so far are on disk. */
    public void awaitCommit() {
        journal.awaitCommit();
    }

    /** Another server gave the machine this address, and we heard of it. Not kept on disk. */
    public synchronized void seen(MacAddress mac, Ipv4Address address) {
        seen.put(mac, address);
    }

    public synchronized Optional<Lease> bound(MacAddress mac) {
        var leases = byHolder.get(mac);
        if (leases != null) {
            var now = clock.instant();
            for (var lease : leases) {
                if (lease.isBound(now)) {
                    return Optional.of(lease);
                }
            }
        }
        return Optional.empty();
    }

    /** The machine was seen taking another server's offer: what it had from us is free again. */
    public synchronized void movedTo(MacAddress mac, Ipv4Address address) {
        bound(mac).filter(lease -> !lease.address().equals(address)).ifPresent(lease -> release(mac, lease.address()));
        seen(mac, address);
    }

    /** What is somebody's now, or set aside, among the addresses of a share. */
    public synchronized List<Lease> current(Share of) {
        var now = clock.instant();
        return byAddress.values().stream()
                .filter(lease -> of.owns(lease.address()) && lease.isCurrent(now))
                .toList();
    }

    /** Keeps everybody away from an address of ours that its machine may still use, though nobody here gave it a lease. */
    public synchronized void setAside(MacAddress mac, Ipv4Address address, Duration duration) {
        var known = byAddress.get(address);
        if (share.owns(address) && (known == null || !known.isCurrent(clock.instant()))) {
            keep(new Lease(address, mac, Lease.State.DECLINED, clock.instant().plus(duration)));
        }
    }

    /** What was set aside for one of these ports is theirs to ask for again. */
    public synchronized void giveBack(List<MacAddress> ports, Ipv4Address address) {
        var lease = byAddress.get(address);
        if (lease != null && lease.state() == Lease.State.DECLINED && ports.contains(lease.holder())) {
            keep(new Lease(address, lease.holder(), Lease.State.RELEASED, clock.instant()));
        }
    }

    /** Leases that another server gave and that are ours to look after from now on. On disk when it returns. */
    public void adopt(List<Lease> leases) {
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

    public synchronized boolean isBlank() {
        return byAddress.isEmpty();
    }

    /** The address that it has from us, or that we saw another server give it. */
    public synchronized Optional<Ipv4Address> address(MacAddress mac) {
        return bound(mac).map(Lease::address).or(() -> seen.of(mac));
    }

    /** Whose address this is now, given by us or by another. */
    public synchronized Optional<MacAddress> holder(Ipv4Address address) {
        return Optional.ofNullable(byAddress.get(address))
                .filter(lease -> lease.isBound(clock.instant()))
                .map(Lease::holder)
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

    private synchronized List<Lease> snapshot() {
        return byAddress.values().stream()
                .filter(lease -> lease.state() != Lease.State.OFFERED)
                .toList();
    }

    private void keep(Lease lease) {
        remember(lease);
        journal.append(lease);
    }

    private void remember(Lease lease) {
        var before = byAddress.put(lease.address(), lease);
        if (before != null) {
            byEnd.remove(before);
            byHolder.computeIfPresent(before.holder(), (holder, leases) -> {
                leases.remove(before);
                return leases.isEmpty() ? null : leases;
            });
        }
        byEnd.add(lease);
        byHolder.computeIfAbsent(lease.holder(), key -> new ArrayList<>(1)).add(lease);
    }

    private boolean mayHave(MacAddress mac, List<MacAddress> ports, Ipv4Address address) {
        var lease = byAddress.get(address);
        if (lease == null || !lease.isCurrent(clock.instant())) {
            return true;
        }
        // A port that declines may have found another one of its machine, which goes on with the address.
        return lease.holder().equals(mac) ? lease.state() != Lease.State.DECLINED : ports.contains(lease.holder());
    }

    private @Nullable Lease held(MacAddress mac, AddressRange range, Predicate<Ipv4Address> taken) {
        Lease latest = null;
        for (var lease : byHolder.getOrDefault(mac, List.of())) {
            if (lease.state() != Lease.State.DECLINED
                    && range.contains(lease.address())
                    && share.owns(lease.address())
                    && !taken.test(lease.address())
                    && (latest == null || lease.until().isAfter(latest.until()))) {
                latest = lease;
            }
        }
        return latest;
    }

    private boolean isFree(Ipv4Address address, Predicate<Ipv4Address> taken) {
        var lease = byAddress.get(address);
        return !taken.test(address) && (lease == null || !lease.isCurrent(clock.instant()));
    }

    private Optional<Ipv4Address> neverUsed(AddressRange range, Predicate<Ipv4Address> taken) {
        var address = fresh.getOrDefault(range, range.first());
        boolean allWereUsed = true;
        for (; range.contains(address); address = address.next()) {
            if (share.owns(address) && !byAddress.containsKey(address)) {
                if (!taken.test(address)) {
                    return Optional.of(address);
                }
                // It may be free for somebody else, or later.
                allWereUsed = false;
            } else if (allWereUsed) {
                fresh.put(range, address.next());
            }
        }
        return Optional.empty();
    }

    private Optional<Ipv4Address> longestUnused(AddressRange range, Predicate<Ipv4Address> taken) {
        Instant now = clock.instant();
        for (var lease : byEnd) {
            if (lease.until().isAfter(now) && lease.state() != Lease.State.RELEASED) {
                break;
            }
            if (!lease.isCurrent(now)
                    && range.contains(lease.address())
                    && share.owns(lease.address())
                    && !taken.test(lease.address())) {
                return Optional.of(lease.address());
            }
        }
        return Optional.empty();
    }
}
