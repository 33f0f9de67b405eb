package io.metalwright.cmdb.machine;

import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;

/** A machine's BMC as it lies in the machine's row. */
public record MachineBmc(BmcProtocol protocol, String address, Integer port, String user, SecretReference password) {
    public static MachineBmc of(BmcTarget target) {
        return new MachineBmc(target.protocol(), target.address(), target.port(), target.user(), target.password());
    }

    public BmcTarget target(MachineId machine) {
        return new BmcTarget(machine, protocol, address, port, user, password);
    }
}
