package io.metalwright.boot.dhcp;

import io.metalwright.boot.dhcp.wire.DhcpMessage;
import io.metalwright.model.network.Ipv4Address;

/** A reply, or silence with its reason; and what becomes of the address. */
public sealed interface Answer {
    LeaseChange change();

    record Reply(DhcpMessage message, Destination destination, LeaseChange change) implements Answer {}

    record Silence(Reason reason, LeaseChange change) implements Answer {
        Silence(Reason reason) {
            this(reason, LeaseChange.NONE);
        }
    }

    enum LeaseChange {
        NONE,
        OFFER,
        BIND,
        RELEASE,
        DECLINE
    }

    /** Why nothing is sent. Each is a counter's label. */
    enum Reason {
        /** A reply, or a message that only servers send. */
        NOT_A_REQUEST,
        /** The segment registers nobody by itself, and this MAC was not entered. */
        STRANGER_NOT_REGISTERED,
        /** It does not boot from the network, is unknown, and the segment is not for such. */
        PLAIN_STRANGER,
        NO_ADDRESS_LEFT,
        OTHER_SERVER_CHOSEN,
        /** Of two servers of ours that share the segment, the other one answers this client. */
        LEFT_TO_OTHER,
        /** The segment's addresses come from a server that is not ours, and this is its business. */
        OTHER_SERVER_SERVES,
        /** The segment answers those with a reservation only. */
        NO_RESERVATION,
        /** DHCP is switched off in the segment. */
        SEGMENT_OFF,
        /** Whether the address is free is being asked; the answer comes later. */
        ADDRESS_BEING_PROBED,
        /** Another client got it between question and answer. */
        ADDRESS_TAKEN,
        /** It remembers an address of which we know nothing: RFC 2131 section 4.3.2 has us be silent. */
        ADDRESS_NOT_OURS,
        /** RELEASE and DECLINE have no answer. */
        NO_ANSWER_DUE,
        INCOMPLETE
    }

    /** Where the reply goes (RFC 2131 section 4.1). */
    record Destination(Ipv4Address address, int port) {
        static final int CLIENT_PORT = 68;
        static final int SERVER_PORT = 67;
    }
}
