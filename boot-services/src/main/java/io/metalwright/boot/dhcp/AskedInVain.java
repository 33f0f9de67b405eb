package io.metalwright.boot.dhcp;

import io.metalwright.model.MacAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long a client has been looking for an address, by our own clock: RFC 3074 looks at {@code secs}, but iPXE begins with 4 and counts in fours, other
 * clients leave 0 in it or write it with its bytes swapped.
 */
final class AskedInVain {
    /** In which the other server would have answered. The third DISCOVER of iPXE and of udhcpc, the second of UEFI. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Longer than the longest pause between two attempts of one search (RFC 2131 section 4.1). */
    private static final Duration ONE_SEARCH = Duration.ofSeconds(70);

    private static final int REMEMBERED = 20_000;

    /** @param first when this search began */
    private record Search(Instant first, Instant last) {}

    private final Clock clock;
    private final Map<MacAddress, Search> searches = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MacAddress, Search> eldest) {
            return size() > REMEMBERED;
        }
    };

    AskedInVain(Clock clock) {
        this.clock = clock;
    }

    /** The client asks now: whether it has asked for so long that nobody else will answer it. */
    synchronized boolean longEnough(MacAddress mac) {
        var now = clock.instant();
        var known = searches.get(mac);
        var first = known == null || known.last().plus(ONE_SEARCH).isBefore(now) ? now : known.first();
        searches.put(mac, new Search(first, now));
        return !first.plus(PATIENCE).isAfter(now);
    }

    /** It has found an address. */
    synchronized void ended(MacAddress mac) {
        searches.remove(mac);
    }
}
