package io.metalwright.activities.power.ipmi.wire;

/** Bytes that are not the message they should be. Says which message, at which offset, what was wanted and what was found. */
public final class MalformedMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedMessage(String message, int offset, String wanted, String found) {
        // No stack trace: whoever floods us with garbage shall not make us collect them.
        super(message + ", offset " + offset + ": wanted " + wanted + ", found " + found, null, false, false);
    }
}
