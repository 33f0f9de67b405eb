package io.metalwright.cmdb.console;

import io.metalwright.model.MachineId;

/** Lets in once. */
public record ConsoleTicket(MachineId machine, Purpose purpose, String who) {
    public enum Purpose {
        /** Sees the console, and may be the one who types. */
        WATCH,
        /** Brings what the machine writes. */
        HOLD
    }
}
