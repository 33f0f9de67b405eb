package io.metalwright.activities.power.redfish;

/** Octets that are no event of Redfish. Says what was wanted and what was found. */
public final class MalformedEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedEvent(String message) {
        // No stack trace: whoever floods us with garbage shall not make us collect them.
        super(message, null, false, false);
    }
}
