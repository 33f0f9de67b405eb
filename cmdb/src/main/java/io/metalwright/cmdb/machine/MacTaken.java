package io.metalwright.cmdb.machine;

import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;

/** A port cannot be two machines'. */
public final class MacTaken extends RuntimeException {
    private final MacAddress mac;
    private final MachineId holder;

    MacTaken(MacAddress mac, MachineId holder) {
        super("The MAC address " + mac + " belongs to machine " + holder);
        this.mac = mac;
        this.holder = holder;
    }

    public MacAddress mac() {
        return mac;
    }

    public MachineId holder() {
        return holder;
    }
}
