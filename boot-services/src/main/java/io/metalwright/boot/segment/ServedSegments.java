package io.metalwright.boot.segment;

import io.metalwright.boot.store.JsonMap;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.network.IpAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Segment;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All segments served now, on disk; replaced whole while packets are answered. */
public final class ServedSegments {
    private final SiteStore store;
    private final JsonMap<Segment> stored;
    private volatile List<Segment> segments;
    private volatile Runnable whenReplaced = () -> {};

    public ServedSegments(SiteStore store) {
        this.store = store;
        this.stored = store.map("segments", Segment.class);
        this.segments = stored.entries().map(Map.Entry::getValue).toList();
    }

    /** On disk when it returns. */
    public synchronized void replace(List<Segment> changed) {
        stored.entries().map(Map.Entry::getKey).toList().forEach(stored::remove);
        changed.forEach(segment -> stored.put(segment.name(), segment));
        store.commit();
        segments = List.copyOf(changed);
        whenReplaced.run();
    }

    /** Who has to look again. It is called with what it is to look at in place, and does not wait. */
    public void whenReplaced(Runnable look) {
        whenReplaced = look;
    }

    public List<Segment> all() {
        return segments;
    }

    /** The narrowest network that has this address, of either version of IP. */
    public Optional<Segment> containing(IpAddress address) {
        return switch (address) {
            case Ipv4Address ofIpv4 -> narrowest(ofIpv4);
            case Ipv6Address ofIpv6 -> narrowest(ofIpv6);
        };
    }

    private Optional<Segment> narrowest(Ipv6Address address) {
        return segments.stream()
                .filter(segment ->
                        segment.ipv6() != null && segment.ipv6().prefix().contains(address))
                .max(Comparator.comparingInt(segment ->
                        Objects.requireNonNull(segment.ipv6()).prefix().length()));
    }

    private Optional<Segment> narrowest(Ipv4Address address) {
        return segments.stream()
                .filter(segment -> segment.cidr().contains(address))
                .max(Comparator.comparingInt(segment -> segment.cidr().prefixLength()));
    }
}
