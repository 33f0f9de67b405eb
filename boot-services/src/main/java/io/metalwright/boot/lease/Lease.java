package io.metalwright.boot.lease;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import java.time.Instant;

/**
 * An address and who has it. A lease that has run out is kept, so that the machine gets the same address again while nobody else needs it.
 *
 * @param holder the machine's port; for a declined address, the one that found it taken
 */
public record Lease(Ipv4Address address, MacAddress holder, State state, Instant until) {
    public enum State {
        /** Proposed; the client has not asked for it yet. */
        OFFERED,
        BOUND,
        /** Given back, or run out of its own will. */
        RELEASED,
        /** A client found somebody else at this address (RFC 2131 section 4.3.3). */
        DECLINED
    }

    public boolean isCurrent(Instant now) {
        return state != State.RELEASED && now.isBefore(until);
    }

    public boolean isBound(Instant now) {
        return state == State.BOUND && now.isBefore(until);
    }
}
