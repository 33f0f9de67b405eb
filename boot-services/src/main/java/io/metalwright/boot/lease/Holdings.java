package io.metalwright.boot.lease;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.metalwright.boot.store.JsonMap;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses this server may give away at this moment: those of its {@link Share}. What came to its share only now may still be leased by the server
 * that had it before; it is given away when that one has told its leases, or when all of them must have run out.
 */
public final class Holdings {
    /**
     * As it is kept.
     *
     * @param before the share whose addresses were ours when this began; null for none
     * @param settled whether all of the share is known to be ours
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Standing(String share, @Nullable String before, Instant since, boolean settled) {}

    private static final String KEY = "share";

    private final SiteStore store;
    private final JsonMap<Standing> stored;
    private final Clock clock;
    private final Supplier<Duration> longestLease;
    private final Share share;
    private final @Nullable Share before;
    private final Instant since;
    private volatile boolean settled;

    private Holdings(SiteStore store, Clock clock, Supplier<Duration> longestLease, Standing standing) {
        this.store = store;
        this.stored = store.map("holdings", Standing.class);
        this.clock = clock;
        this.longestLease = longestLease;
        this.share = Share.of(standing.share());
        this.before = standing.before() == null ? null : Share.of(standing.before());
        this.since = standing.since();
        this.settled = standing.settled();
    }

    /**
     * Compares with what was so at the last start.
     *
     * @param hasLeases whether this server gave addresses before shares were written down: then it was alone
     */
    public static Holdings of(
            Share share, boolean hasLeases, SiteStore store, Clock clock, Supplier<Duration> longestLease) {
        var stored = store.map("holdings", Standing.class);
        var last = stored.find(KEY);
        if (last.filter(standing -> standing.share().equals(share.toString())).isPresent()) {
            return new Holdings(store, clock, longestLease, last.get());
        }
        var before = before(last, hasLeases, clock, longestLease);
        // Nobody was there before a server that begins alone. A part of what one had is one's own.
        boolean settled = last.isEmpty() && share.isWhole()
                || before.filter(Share::isWhole).isPresent();
        var standing =
                new Standing(share.toString(), before.map(Share::toString).orElse(null), clock.instant(), settled);
        stored.put(KEY, standing);
        store.commit();
        return new Holdings(store, clock, longestLease, standing);
    }

    /** A server of no history may give what is its own. */
    public static Holdings whole(SiteStore store, Clock clock) {
        return of(Share.WHOLE, false, store, clock, () -> Duration.ZERO);
    }

    public Share share() {
        return share;
    }

    public boolean mayGive(Ipv4Address address) {
        return share.owns(address) && (isSettled() || before != null && before.owns(address));
    }

    public boolean mayGive(Ipv6Address address) {
        return share.owns(address) && (isSettled() || before != null && before.owns(address));
    }

    public boolean isSettled() {
        if (!settled && !clock.instant().isBefore(since.plus(longestLease.get()))) {
            settle();
        }
        return settled;
    }

    /** The other server has told which addresses of this share are somebody's, and they are in the lease books. On disk when it returns. */
    public synchronized void settle() {
        if (!settled) {
            stored.put(KEY, new Standing(share.toString(), share.toString(), since, true));
            store.commit();
            settled = true;
        }
    }

    private static Optional<Share> before(
            Optional<Standing> last, boolean hasLeases, Clock clock, Supplier<Duration> longestLease) {
        if (last.isEmpty()) {
            return hasLeases ? Optional.of(Share.WHOLE) : Optional.empty();
        }
        boolean wasSettled = last.get().settled()
                || !clock.instant().isBefore(last.get().since().plus(longestLease.get()));
        return wasSettled ? Optional.of(Share.of(last.get().share())) : Optional.empty();
    }
}
