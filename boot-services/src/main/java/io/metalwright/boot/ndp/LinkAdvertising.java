package io.metalwright.boot.ndp;

import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.RouterAdvertising;
import io.metalwright.model.network.Segment;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is advertised on one interface at this moment, which its segments say. */
public final class LinkAdvertising implements Supplier<Optional<RouterAdvertisement>> {
    private final ServedSegments segments;
    private final List<Ipv6Address> local;
    private final @Nullable MacAddress card;

    private LinkAdvertising(ServedSegments segments, List<Ipv6Address> local, @Nullable MacAddress card) {
        this.segments = segments;
        this.local = List.copyOf(local);
        this.card = card;
    }

    /** @param local our addresses on that interface */
    public static LinkAdvertising on(String networkInterface, List<Ipv6Address> local, ServedSegments segments)
            throws SocketException {
        var found = NetworkInterface.getByName(networkInterface);
        byte[] card = found == null ? null : found.getHardwareAddress();
        return new LinkAdvertising(segments, local, card == null || card.length != 6 ? null : MacAddress.of(card));
    }

    /**
     * Empty where a segment of this link has IPv6 and leaves the word to its router: a second voice that knows of no prefix would have machines go
     * without DHCPv6.
     */
    @Override
    public Optional<RouterAdvertisement> get() {
        var here = local.stream()
                .flatMap(address -> segments.containing(address).stream())
                .distinct()
                .toList();
        var advertised = here.stream().filter(LinkAdvertising::isAdvertised).toList();
        if (here.isEmpty()) {
            return Optional.of(RouterAdvertisement.OF_NOTHING);
        }
        return advertised.isEmpty() ? Optional.empty() : Optional.of(RouterAdvertisement.of(advertised, card));
    }

    private static boolean isAdvertised(Segment segment) {
        var ipv6 = segment.ipv6();
        return ipv6 != null && ipv6.advertise() != RouterAdvertising.OFF;
    }
}
