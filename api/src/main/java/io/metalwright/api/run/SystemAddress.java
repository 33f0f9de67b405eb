package io.metalwright.api.run;

import io.metalwright.cmdb.machine.MachineRow;
import tools.jackson.databind.node.ObjectNode;

/** Where the installed system of a machine answers, for specs that log in there. */
final class SystemAddress {
    private SystemAddress() {}

    /** The spec with the address that the machine's system has by the CMDB, where it logs in and names none. */
    static ObjectNode filledIn(ObjectNode asked, MachineRow machine) {
        if (!(asked.get("system") instanceof ObjectNode system)
                || system.hasNonNull("address")
                || machine.address() == null) {
            return asked;
        }
        var spec = asked.deepCopy();
        ((ObjectNode) spec.get("system")).put("address", machine.address().value());
        return spec;
    }
}
