package io.metalwright.activities.console;

import io.metalwright.model.MachineId;
import java.net.URI;
import java.util.Optional;

/** Where somebody wants to see a machine's console. */
public interface Doors {
    /** Address of the process that shows it; empty once nobody wants it. */
    Optional<String> wanted(MachineId machine);

    /** Where what the machine writes is to be brought, by a ticket that lets in once. */
    URI enter(MachineId machine, String door);
}
