package io.metalwright.activities.health.trap;

/** Octets that are no SNMPv1 trap. Says at which offset, what was wanted and what was found. */
public final class MalformedTrap extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedTrap(int offset, String wanted, String found) {
        // No stack trace: whoever floods us with garbage shall not make us collect them.
        super("SNMP trap, offset " + offset + ": wanted " + wanted + ", found " + found, null, false, false);
    }
}
