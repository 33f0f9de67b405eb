package io.metalwright.api.machine;

import io.metalwright.model.MacAddress;
import io.metalwright.model.SiteName;
import io.metalwright.model.boot.BootMethod;
import io.metalwright.model.network.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * A machine entered before its first boot.
 *
 * @param name its id when it is not given
 * @param site {@code default} when it is not given
 * @param bootMethod {@code network} when it is not given
 * @param bootAddress its address in BootOS, where no range gives it one
 */
record NewMachine(
        MacAddress mac,
        @Nullable String name,
        @Nullable SiteName site,
        @Nullable BmcEntry bmc,
        @Nullable BootMethod bootMethod,
        @Nullable Ipv4Address bootAddress) {
    NewMachine {
        if (mac == null) {
            throw new IllegalArgumentException("'mac' is missing: the address of the port that it boots from");
        }
        if (!mac.isUnicast()) {
            throw new IllegalArgumentException("'mac' " + mac + " is a group address, which no single port has");
        }
        MachineChange.checkName(name);
    }
}
