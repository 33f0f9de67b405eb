package io.metalwright.boot.lease;

import io.metalwright.model.network.Ipv4Address;

/** The address that a machine is to have in a segment, or that there is none. */
public sealed interface Allotment {
    /** Set down for this machine beforehand. */
    record Reserved(Ipv4Address address) implements Allotment {}

    /** It holds a lease of this address, or held it last. */
    record Held(Ipv4Address address) implements Allotment {}

    /** It has none yet; this one is free. */
    record Free(Ipv4Address address) implements Allotment {}

    /** The segment has no address left, or no range at all. */
    record Exhausted() implements Allotment {}
}
