package io.metalwright.boot.dhcp6;

import io.metalwright.boot.dhcp.Answer.LeaseChange;
import io.metalwright.boot.dhcp6.wire.Dhcp6Message;
import io.metalwright.model.network.Ipv6Address;
import org.jspecify.annotations.Nullable;

/** A reply, or silence with its reason; and what becomes of the address. */
sealed interface Dhcp6Answer {
    LeaseChange change();

    /** @param given the address that is offered or bound, or null */
    record Reply(
            Dhcp6Message message,
            LeaseChange change,
            @Nullable Ipv6Address given) implements Dhcp6Answer {}

    record Silence(Reason reason, LeaseChange change) implements Dhcp6Answer {
        Silence(Reason reason) {
            this(reason, LeaseChange.NONE);
        }
    }

    /** Why nothing is sent. Each is a counter's label. */
    enum Reason {
        /** A message that only servers send. */
        NOT_A_REQUEST,
        /** It lacks what RFC 8415 section 16 wants of its kind, or has what must not be there. */
        INCOMPLETE,
        /** Neither a relay agent, nor the sender's address, nor the DUID says which card asks. */
        NO_HARDWARE_ADDRESS,
        /** The segment registers nobody by itself, and this MAC was not entered. */
        STRANGER_NOT_REGISTERED,
        /** It does not boot from the network, is unknown, and the segment is not for such. */
        PLAIN_STRANGER,
        OTHER_SERVER_CHOSEN,
        /** Addresses come from elsewhere in this segment, and this client wants nothing else. */
        OTHER_SERVER_SERVES,
        /** The segment answers those with a reservation only. */
        NO_RESERVATION,
        /** DHCP is switched off in the segment. */
        SEGMENT_OFF,
        /** It has an address of which we know nothing. */
        ADDRESS_NOT_OURS
    }
}
