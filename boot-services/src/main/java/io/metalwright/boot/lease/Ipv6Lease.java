package io.metalwright.boot.lease;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv6Address;
import java.time.Instant;

/**
 * An address of IPv6 and who has it.
 *
 * @param holder the machine's port; for a declined address, the one that found it taken
 */
public record Ipv6Lease(Ipv6Address address, MacAddress holder, Lease.State state, Instant until) {
    public boolean isCurrent(Instant now) {
        return state != Lease.State.RELEASED && now.isBefore(until);
    }

    public boolean isBound(Instant now) {
        return state == Lease.State.BOUND && now.isBefore(until);
    }
}
