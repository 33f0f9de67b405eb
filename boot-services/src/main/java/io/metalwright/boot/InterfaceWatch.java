package io.metalwright.boot;

import io.metalwright.boot.dhcp.DhcpResponder;
import io.metalwright.boot.dhcp.net.DhcpListener;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.segment.LocalInterface;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.boot.tls.ServerIdentity;
import io.metalwright.model.network.Ipv4Address;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a DHCP listener on every interface that has an address in a segment, and the server's certificate to its addresses. Interfaces come
 * after us and go before us: bridges are made, cards are pulled, segments are published.
 */
final class InterfaceWatch implements AutoCloseable {
    /** A listener and what it was started for. */
    private record Listening(DhcpListener listener, List<Ipv4Address> addresses) {}

    private static final Logger LOG = LoggerFactory.getLogger(InterfaceWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration COMPACT_EVERY = Duration.ofMinutes(30);
    private static final Ipv4Address LOOPBACK = Ipv4Address.of("127.0.0.1");
    /** Stands for the listener of relay agents; no interface has this name. */
    private static final String RELAYS = "*";

    private final int port;
    private final ServedSegments segments;
    private final DhcpResponder responder;
    private final ServerIdentity identity;
    private final SiteStore store;
    private final Counters counters;
    private final Map<String, Listening> listening = new HashMap<>();
    /** Said once, and not every two seconds. */
    private final Set<String> complained = new HashSet<>();

    private final Thread watcher;

    InterfaceWatch(
            int port,
            ServedSegments segments,
            DhcpResponder responder,
            ServerIdentity identity,
            SiteStore store,
            Counters counters) {
        this.port = port;
        this.segments = segments;
        this.responder = responder;
        this.identity = identity;
        this.store = store;
        this.counters = counters;
        this.watcher = Thread.ofVirtual().name("interface-watch").start(this::watch);
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
                look();
                if (System.nanoTime() - compacted > COMPACT_EVERY.toNanos()) {
                    store.compact();
                    compacted = System.nanoTime();
                }
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listening.values().forEach(each -> each.listener().close());
        }
    }

    private void look() {
        try {
            var interfaces = LocalInterface.all();
            var all = interfaces.stream()
                    .flatMap(each -> each.addresses().stream())
                    .collect(Collectors.toCollection(HashSet::new));
            all.add(LOOPBACK);
            identity.serve(all);
            listen(wanted(interfaces, all));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOG.warn("look after the network interfaces", e);
        }
    }

    private Map<String, List<Ipv4Address>> wanted(List<LocalInterface> interfaces, Set<Ipv4Address> all) {
        var wanted = new HashMap<String, List<Ipv4Address>>();
        for (var each : interfaces) {
            if (each.addresses().stream()
                    .anyMatch(address -> segments.containing(address).isPresent())) {
                wanted.put(each.name(), each.addresses());
            }
        }
        boolean behindRelays =
                segments.all().stream().anyMatch(segment -> all.stream().noneMatch(segment.cidr()::contains));
        if (behindRelays) {
            wanted.put(RELAYS, List.of());
        }
        return wanted;
    }

    private void listen(Map<String, List<Ipv4Address>> wanted) {
        listening.entrySet().removeIf(entry -> {
            boolean stays = entry.getValue().addresses().equals(wanted.get(entry.getKey()))
                    && entry.getValue().listener().isAlive();
            if (!stays) {
                entry.getValue().listener().close();
            }
            return !stays;
        });
        wanted.forEach((name, addresses) -> {
            if (!listening.containsKey(name)) {
                open(name, addresses);
            }
        });
    }

    private void open(String name, List<Ipv4Address> addresses) {
        try {
            var listener = name.equals(RELAYS)
                    ? DhcpListener.forRelays(port, responder, counters)
                    : DhcpListener.onInterface(name, port, addresses, responder, counters);
            listening.put(name, new Listening(listener, addresses));
            complained.remove(name);
            LOG.info(
                    "DHCP is answered on {} {}",
                    name.equals(RELAYS) ? "all interfaces, for relay agents" : name,
                    addresses);
        } catch (IOException e) {
            counters.count("dhcp_listen_failed");
            if (complained.add(name)) {
                LOG.warn(
                        "listen for DHCP on {}: {}. It is tried again every {} s.",
                        name,
                        e.getMessage(),
                        LOOK_EVERY.toSeconds());
            }
        }
    }
}
