package io.metalwright.boot.dhcp.net;

import io.metalwright.boot.dhcp.Routes;
import io.metalwright.model.network.IpAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Asks the kernel's routing table, by connecting a UDP socket that never sends. */
public final class KernelRoutes implements Routes {
    private record Known(IpAddress address, long since) {}

    /** Routes change seldom, and a relay sends thousands of messages. */
    private static final long HOLDS_NANOS = Duration.ofSeconds(5).toNanos();

    /** Relays are few; more names than this are made up. */
    private static final int MOST = 1000;

    private final Map<IpAddress, Known> known = new ConcurrentHashMap<>();

    @Override
    public Ipv4Address localAddressTowards(Ipv4Address other) {
        return (Ipv4Address) found(other);
    }

    /** The same with IPv6. */
    public Ipv6Address localAddressTowards(Ipv6Address other) {
        return (Ipv6Address) found(other);
    }

    private IpAddress found(IpAddress other) {
        long now = System.nanoTime();
        var found = known.get(other);
        if (found == null || now - found.since() > HOLDS_NANOS) {
            if (known.size() >= MOST) {
                known.clear();
            }
            found = new Known(asked(other), now);
            known.put(other, found);
        }
        return found.address();
    }

    private static IpAddress asked(IpAddress other) {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(other.value(), 67));
            return IpAddress.ofOctets(socket.getLocalAddress().getAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("find the address from which " + other + " is reached", e);
        }
    }
}
