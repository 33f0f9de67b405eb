package io.metalwright.boot.dhcp;

import io.metalwright.boot.metrics.Counters;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DHCP servers that are not ours, in segments that are ours to serve: a client said in its REQUEST that it took another's offer. Machines then
 * boot what that one says, or nothing.
 */
public final class ForeignServers {
    /** @param lastClient who took its offer last */
    public record ForeignServer(
            Ipv4Address address,
            String segment,
            Instant firstHeard,
            Instant lastHeard,
            MacAddress lastClient,
            long times) {}

    private static final Logger LOG = LoggerFactory.getLogger(ForeignServers.class);
    private static final int MOST = 64;
    private static final Duration SAID_AGAIN_AFTER = Duration.ofHours(1);
    /** A stranger can make up servers by the thousand. */
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(10);

    private final Counters counters;
    private final Clock clock;
    private final Map<Ipv4Address, ForeignServer> servers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Ipv4Address, ForeignServer> eldest) {
            return size() > MOST;
        }
    };

    private Instant said = Instant.EPOCH;

    public ForeignServers(Counters counters, Clock clock) {
        this.counters = counters;
        this.clock = clock;
    }

    public synchronized void heard(Ipv4Address server, String segment, MacAddress client) {
        counters.count("dhcp_foreign_server");
        var now = clock.instant();
        var known = servers.get(server);
        boolean isNews =
                known == null || known.lastHeard().plus(SAID_AGAIN_AFTER).isBefore(now);
        if (isNews && said.plus(BETWEEN_WARNINGS).isBefore(now)) {
            said = now;
            LOG.warn(
                    "Another DHCP server, {}, answers in segment {}: {} took its offer. Switch it off there, or set the segment to proxy.",
                    server,
                    segment,
                    client);
        }
        servers.put(
                server,
                new ForeignServer(
                        server,
                        segment,
                        known == null ? now : known.firstHeard(),
                        now,
                        client,
                        known == null ? 1 : known.times() + 1));
    }

    /** The one heard last stands last. */
    public synchronized List<ForeignServer> all() {
        return List.copyOf(servers.values());
    }
}
