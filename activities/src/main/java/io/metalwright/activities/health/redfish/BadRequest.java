package io.metalwright.activities.health.redfish;

/** A request that is not answered as it wished. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status of HTTP */
    BadRequest(int status, String message) {
        // No stack trace: whoever floods us with garbage shall not make us collect them.
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
