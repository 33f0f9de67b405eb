package io.metalwright.activities.inventory;

import io.metalwright.activities.console.Doors;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.console.ConsoleDoor;
import io.metalwright.cmdb.console.ConsoleTicket;
import io.metalwright.model.MachineId;
import java.net.URI;
import java.util.Optional;

/** Doors that API processes enter in the CMDB. */
public final class CmdbDoors implements Doors {
    /** As the ticket's owner is called. */
    private static final String WORKER = "site worker";

    private final Cmdb cmdb;

    public CmdbDoors(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @Override
    public Optional<String> wanted(MachineId machine) {
        return cmdb.consoleDoors().find(machine).map(ConsoleDoor::url);
    }

    @Override
    public URI enter(MachineId machine, String door) {
        var ticket = cmdb.consoleTickets().issue(new ConsoleTicket(machine, ConsoleTicket.Purpose.HOLD, WORKER));
        return URI.create(door.replaceFirst("^http", "ws") + "/console/hold?ticket=" + ticket);
    }
}
