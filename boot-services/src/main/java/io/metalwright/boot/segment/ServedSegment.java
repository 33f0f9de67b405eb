package io.metalwright.boot.segment;

import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Segment;
import org.jspecify.annotations.Nullable;

/**
 * A segment, and how this server reaches it.
 *
 * @param networkInterface where to listen, or null: on the interface that has an address in the segment. A segment behind relay agents
 *     names the interface on which the relayed messages come in
 * @param address our address as the segment's machines reach it, or null: the interface's own
 * @param servesPlainStrangers whether unknown clients that do not boot from the network get an address too
 */
public record ServedSegment(
        Segment segment,
        @Nullable String networkInterface,
        @Nullable Ipv4Address address,
        boolean servesPlainStrangers) {
    public static ServedSegment of(Segment segment) {
        return new ServedSegment(segment, null, null, false);
    }
}
