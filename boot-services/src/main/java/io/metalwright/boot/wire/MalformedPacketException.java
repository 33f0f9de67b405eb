package io.metalwright.boot.wire;

/** Bytes that are not the packet they claim to be: what was read, at which offset, what was wanted and what was found. */
public final class MalformedPacketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedPacketException(String what, int offset, String wanted, String found) {
        super(what + " at offset " + offset + ": wanted " + wanted + ", found " + found);
    }

    /** Hostile packets are thrown away by the thousand; a stack trace of each would be their best weapon. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
