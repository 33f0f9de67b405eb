package io.metalwright.boot;

import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.segment.Listener;
import io.metalwright.boot.segment.LocalInterface;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.boot.tls.ServerIdentity;
import io.metalwright.model.network.DhcpMode;
import io.metalwright.model.network.IpAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Segment;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps DHCP, DHCPv6 and IPv6 router solicitations answered on every interface that has an address in a segment, TFTP, DNS and SMB on each such address, and the
 * server's certificate to all addresses. Interfaces come after us and go before us: bridges are made, cards are pulled, segments are published.
 */
final class InterfaceWatch implements AutoCloseable {
    /** Starts what is to listen. */
    interface Openers {
        Listener dhcp(LocalInterface on) throws IOException;

        /** Where another server gives the addresses. */
        Listener proxyDhcp(LocalInterface on) throws IOException;

        /** For messages of relay agents that come in elsewhere. */
        Listener relayedDhcp() throws IOException;

        Listener dhcp6(LocalInterface on) throws IOException;

        /** For messages of relay agents that come in elsewhere. */
        Listener relayedDhcp6() throws IOException;

        Listener routerSolicitations(LocalInterface on) throws IOException;

        Listener tftp(IpAddress on) throws IOException;

        /** Whether there is a zone to answer for. */
        boolean answersNames();

        Listener dns(Ipv4Address on) throws IOException;

        /** Whether the installation trees are a network share. */
        boolean shares();

        Listener smb(Ipv4Address on) throws IOException;
    }

    private interface Opener {
        Listener open() throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(InterfaceWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration COMPACT_EVERY = Duration.ofMinutes(30);
    private static final Ipv4Address LOOPBACK = Ipv4Address.of("127.0.0.1");

    private final ServedSegments segments;
    private final Openers openers;
    private final ServerIdentity identity;
    private final SiteStore store;
    private final Counters counters;
    /** By what they listen to, in words. An interface whose addresses change is another one. */
    private final Map<String, Listener> listening = new ConcurrentHashMap<>();
    /** Said once, and not every two seconds. */
    private final Set<String> complained = new HashSet<>();

    /** A permit for each change of the segments that was not looked at. */
    private final Semaphore changes = new Semaphore(0);

    private final Thread watcher;

    InterfaceWatch(
            ServedSegments segments, Openers openers, ServerIdentity identity, SiteStore store, Counters counters) {
        this.segments = segments;
        this.openers = openers;
        this.identity = identity;
        this.store = store;
        this.counters = counters;
        segments.whenReplaced(changes::release);
        this.watcher = Thread.ofVirtual().name("interface-watch").start(this::watch);
    }

    /** What is answered at this moment, in words such as {@code TFTP on 10.77.0.1}. */
    Set<String> listening() {
        return Set.copyOf(listening.keySet());
    }

    @Override
    public void close() throws InterruptedException {
        watcher.interrupt();
        watcher.join();
    }

    private void watch() {
        long compacted = System.nanoTime();
        try {
            while (true) {
                changes.drainPermits();
                look();
                if (System.nanoTime() - compacted > COMPACT_EVERY.toNanos()) {
                    store.compact();
                    compacted = System.nanoTime();
                }
                var _ = changes.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            // The end of this thread. It stays uninterrupted: a listener may have to wait for a process that it ends.
        } finally {
            listening.values().forEach(Listener::close);
        }
    }

    private void look() {
        try {
            var interfaces = LocalInterface.all();
            Set<IpAddress> addresses = new HashSet<>();
            for (var each : interfaces) {
                addresses.addAll(each.addresses());
                addresses.addAll(routable(each));
            }
            addresses.add(LOOPBACK);
            identity.serve(addresses);
            listen(wanted(interfaces));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOG.warn("look after the network interfaces", e);
        }
    }

    private Map<String, Opener> wanted(List<LocalInterface> interfaces) {
        boolean behindRelays = segments.all().stream()
                .anyMatch(segment -> interfaces.stream()
                        .flatMap(each -> each.addresses().stream())
                        .noneMatch(segment.cidr()::contains));
        boolean ipv6BehindRelays = segments.all().stream()
                .map(Segment::ipv6)
                .filter(Objects::nonNull)
                .anyMatch(ipv6 -> interfaces.stream()
                        .flatMap(each -> routable(each).stream())
                        .noneMatch(ipv6.prefix()::contains));
        var wanted = new LinkedHashMap<String, Opener>();
        for (var each : interfaces) {
            var served = each.addresses().stream()
                    .filter(address -> segments.containing(address).isPresent())
                    .toList();
            if (!served.isEmpty()) {
                wanted.put("DHCP on " + each.name() + " " + each.addresses(), () -> openers.dhcp(each));
                if (served.stream().anyMatch(this::isProxied)) {
                    wanted.put("ProxyDHCP on " + each.name() + " " + each.addresses(), () -> openers.proxyDhcp(each));
                }
            }
            var servedIpv6 = routable(each).stream()
                    .filter(address -> segments.containing(address).isPresent())
                    .toList();
            if (!each.ipv6Addresses().isEmpty() && !(served.isEmpty() && servedIpv6.isEmpty())) {
                wanted.put(
                        "IPv6 router solicitation on " + each.name() + " " + servedIpv6,
                        () -> openers.routerSolicitations(each));
            }
            if (!servedIpv6.isEmpty()) {
                wanted.put("DHCPv6 on " + each.name() + " " + servedIpv6, () -> openers.dhcp6(each));
            }
            for (var address : ipv6BehindRelays ? routable(each) : servedIpv6) {
                wanted.put("TFTP on " + address, () -> openers.tftp(address));
            }
            // Clients behind a relay come to whichever address the routes lead them to.
            for (var address : behindRelays ? each.addresses() : served) {
                wanted.put("TFTP on " + address, () -> openers.tftp(address));
                if (openers.answersNames()) {
                    wanted.put("DNS on " + address, () -> openers.dns(address));
                }
                if (openers.shares()) {
                    wanted.put("SMB on " + address, () -> openers.smb(address));
                }
            }
        }
        if (behindRelays) {
            wanted.put("DHCP of relay agents", openers::relayedDhcp);
        }
        if (ipv6BehindRelays) {
            wanted.put("DHCPv6 of relay agents", openers::relayedDhcp6);
        }
        return wanted;
    }

    /** Those by which others than this link's reach us. */
    private static List<Ipv6Address> routable(LocalInterface on) {
        return on.ipv6Addresses().stream()
                .filter(address -> !address.isLinkLocal())
                .toList();
    }

    private boolean isProxied(Ipv4Address address) {
        return segments.containing(address)
                .filter(segment -> segment.dhcp().mode() == DhcpMode.PROXY)
                .isPresent();
    }

    private void listen(Map<String, Opener> wanted) {
        listening.entrySet().removeIf(entry -> {
            boolean stays =
                    wanted.containsKey(entry.getKey()) && entry.getValue().isAlive();
            if (!stays) {
                entry.getValue().close();
                LOG.info("{} is answered no more", entry.getKey());
            }
            return !stays;
        });
        wanted.forEach((what, opener) -> {
            if (!listening.containsKey(what)) {
                open(what, opener);
            }
        });
    }

    private void open(String what, Opener opener) {
        try {
            listening.put(what, opener.open());
            complained.remove(what);
            LOG.info("{} is answered", what);
        } catch (IOException e) {
            counters.count("listen_failed");
            if (complained.add(what)) {
                LOG.warn("answer {}: {}. It is tried again every {} s.", what, e.getMessage(), LOOK_EVERY.toSeconds());
            }
        }
    }
}
