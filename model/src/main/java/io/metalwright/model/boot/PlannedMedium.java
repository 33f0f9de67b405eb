package io.metalwright.model.boot;

import io.metalwright.model.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * The disc from which a machine boots BootOS, as a plan tells it.
 *
 * @param port the port by which BootOS speaks to us
 * @param network that port's address; null: BootOS asks for one by DHCP
 */
public record PlannedMedium(MacAddress port, @Nullable StaticNetwork network) {
    @Override
    public String toString() {
        return "a disc that its BMC shows it, with port " + port
                + (network == null ? " by DHCP" : " at " + network.address() + "/" + network.prefixLength());
    }
}
