package io.metalwright.boot.ndp;

import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.segment.Listener;
import io.metalwright.boot.segment.ListenerThread;
import io.metalwright.boot.socket.Icmpv6Filter;
import io.metalwright.boot.socket.Ipv6Group;
import io.metalwright.boot.socket.Ipv6SocketAddress;
import io.metalwright.boot.socket.NativeSocket;
import io.metalwright.boot.socket.ReceivedBatch;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.model.network.Ipv6Address;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers those who look for an IPv6 router on a served interface (RFC 4861): with what its segments have advertised, which goes to all now and then, too;
 * else that there is none to wait for.
 *
 * <p>iPXE configures IPv4 and IPv6 side by side and goes on when both are done; without an answer to its router solicitations it waits for IPv6 some
 * thirteen seconds longer, in each boot. An answer that gives nothing goes to who asked and to nobody else, so that no other host on the segment hears
 * of it.
 */
public final class SolicitationListener implements Listener {
    private static final Logger LOG = LoggerFactory.getLogger(SolicitationListener.class);
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_UNICAST_HOPS = 16;
    private static final int IPV6_MULTICAST_HOPS = 18;
    private static final int IPV6_MULTICAST_LOOP = 19;
    /** RFC 4861 section 6.1.2: a host drops an advertisement that a router may have passed on. */
    private static final int HOPS = 255;

    private static final Ipv6Address ALL_NODES = Ipv6Address.of("ff02::1");
    private static final Ipv6Address ALL_ROUTERS = Ipv6Address.of("ff02::2");
    private static final int BATCH = 4;
    /** An Ethernet frame's worth. */
    private static final int LONGEST = 1500;

    private final String networkInterface;
    private final NativeSocket socket;
    private final Ipv6SocketAddress all;
    private final Supplier<Optional<RouterAdvertisement>> said;
    private final Counters counters;
    private final ListenerThread receiver;

    private SolicitationListener(
            String networkInterface,
            NativeSocket socket,
            Ipv6SocketAddress all,
            Supplier<Optional<RouterAdvertisement>> said,
            Counters counters) {
        this.networkInterface = networkInterface;
        this.socket = socket;
        this.all = all;
        this.said = said;
        this.counters = counters;
        this.receiver = ListenerThread.start("ndp-" + networkInterface, this::receive);
    }

    /** @param said what is to be said at this moment; empty for nothing at all, where a router speaks */
    public static SolicitationListener on(
            String networkInterface, Supplier<Optional<RouterAdvertisement>> said, Counters counters)
            throws IOException {
        var all = new Ipv6SocketAddress(ALL_NODES, 0, Ipv6Group.index(networkInterface));
        var socket = NativeSocket.open(NativeSocket.Kind.ICMPV6, Optional.of(networkInterface));
        try {
            Icmpv6Filter.hearOnly(socket, RouterSolicitation.TYPE);
            socket.option(IPPROTO_IPV6, IPV6_UNICAST_HOPS, HOPS);
            socket.option(IPPROTO_IPV6, IPV6_MULTICAST_HOPS, HOPS);
            // Our own host is not to take addresses and routes from us.
            socket.option(IPPROTO_IPV6, IPV6_MULTICAST_LOOP, 0);
            Ipv6Group.join(socket, ALL_ROUTERS, networkInterface);
            return new SolicitationListener(networkInterface, socket, all, said, counters);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public boolean isAlive() {
        return receiver.isAlive();
    }

    @Override
    public void close() {
        receiver.close();
    }

    private void receive(BooleanSupplier wanted) {
        try (socket) {
            var batch = new ReceivedBatch(NativeSocket.Kind.ICMPV6, BATCH, LONGEST);
            var times = new AdvertisingTimes(System.nanoTime(), RandomGenerator.getDefault());
            var before = RouterAdvertisement.OF_NOTHING;
            while (wanted.getAsBoolean()) {
                socket.receive(batch);
                var now = said.get();
                for (int i = 0; i < batch.size(); i++) {
                    answer(batch.bytes(i), Ipv6SocketAddress.of(batch.senderBytes(i)), now, times);
                }
                var toAll = now.orElse(RouterAdvertisement.OF_NOTHING);
                if (!toAll.equals(before)) {
                    times.changed(System.nanoTime());
                    leave(before, toAll);
                    before = toAll;
                }
                advertise(toAll, times);
            }
            leave(before, RouterAdvertisement.OF_NOTHING);
        } catch (IOException e) {
            LOG.warn("hear router solicitations on {}: {}", networkInterface, e.getMessage());
        }
    }

    /** Nothing that one packet causes may end the loop. */
    private void answer(
            byte[] solicitation,
            Ipv6SocketAddress sender,
            Optional<RouterAdvertisement> advertisement,
            AdvertisingTimes times) {
        try {
            RouterSolicitation.check(solicitation);
            boolean isHere = sender.address().isLinkLocal();
            boolean hasNoAddress = sender.address().equals(Ipv6Address.ANY);
            if (advertisement.isPresent() && isHere) {
                socket.send(advertisement.get().encode(), sender.bytes());
                counters.count("router_solicitations", "answered", "yes");
            } else {
                if (hasNoAddress) {
                    times.asked(System.nanoTime());
                }
                // Of nothing: who has no address yet asks again when it has one; who is not on this link is not meant.
                counters.count("router_solicitations", "answered", "no");
            }
        } catch (MalformedPacketException e) {
            counters.count("router_solicitations_malformed");
        } catch (IOException | RuntimeException e) {
            counters.count("router_solicitations_failed");
            LOG.debug("answer a router solicitation on {}", networkInterface, e);
        }
    }

    private void advertise(RouterAdvertisement advertisement, AdvertisingTimes times) {
        long now = System.nanoTime();
        if (!advertisement.isOfNothing() && times.isDue(now)) {
            times.sent(now);
            sendToAll(advertisement);
        }
    }

    /** A router that ceases says so (RFC 4861 section 6.2.5). */
    private void leave(RouterAdvertisement before, RouterAdvertisement after) {
        if (before.lifetime() > 0 && after.lifetime() == 0) {
            sendToAll(before.ceasing());
        }
    }

    private void sendToAll(RouterAdvertisement advertisement) {
        try {
            socket.send(advertisement.encode(), all.bytes());
            counters.count("router_advertisements");
        } catch (IOException e) {
            counters.count("router_advertisements_failed");
            LOG.debug("advertise on {}", networkInterface, e);
        }
    }
}
