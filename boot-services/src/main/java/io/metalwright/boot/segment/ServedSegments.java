package io.metalwright.boot.segment;

import io.metalwright.model.network.Ipv4Address;
import java.util.List;
import java.util.Optional;

/** All segments served now. The list is replaced whole while packets are answered. */
public final class ServedSegments {
    private volatile List<ServedSegment> segments;

    public ServedSegments(List<ServedSegment> segments) {
        this.segments = List.copyOf(segments);
    }

    public void replace(List<ServedSegment> changed) {
        segments = List.copyOf(changed);
    }

    public List<ServedSegment> all() {
        return segments;
    }

    public Optional<ServedSegment> containing(Ipv4Address address) {
        return segments.stream()
                .filter(served -> served.segment().cidr().contains(address))
                .findFirst();
    }
}
