package io.metalwright.activities.power.ipmi.session;

import java.net.InetSocketAddress;

/** By what an arriving packet finds the one who waits for it. */
sealed interface Route {
    /** A packet in an open session, by the id that we gave it. */
    record Open(int sessionId) implements Route {}

    /** Characters of a serial line in an open session, by the same id. */
    record SerialLine(int sessionId) implements Route {}

    /** A packet of a session's set-up, by the tag that we chose. */
    record Setup(InetSocketAddress remote, int tag) implements Route {}

    /** An answer outside of all sessions, by its request sequence. */
    record Sessionless(InetSocketAddress remote, int sequence) implements Route {}
}
