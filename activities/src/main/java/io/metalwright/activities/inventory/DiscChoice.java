package io.metalwright.activities.inventory;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.boot.BootMethod;
import io.metalwright.model.boot.PlannedMedium;
import io.metalwright.model.boot.StaticNetwork;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.power.BmcProtocol;
import org.jspecify.annotations.Nullable;

/** The disc from which a machine boots BootOS, where it is not to boot from the network. */
final class DiscChoice {
    private final Cmdb cmdb;

    DiscChoice(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    /** @param wished null: as is set down for the machine */
    @Nullable
    PlannedMedium choose(MachineRow machine, @Nullable BootMethod wished) {
        var method = wished == null ? machine.bootMethod() : wished;
        if (method != BootMethod.VIRTUAL_MEDIA) {
            return null;
        }
        var bmc = machine.bmc();
        if (bmc == null || bmc.protocol() != BmcProtocol.REDFISH) {
            throw Refusal.of(
                    "Machine " + machine.name() + " is to boot from virtual media, and "
                            + (bmc == null
                                    ? "no BMC of it is known."
                                    : "its BMC is spoken to over IPMI, which has none."),
                    "Enter its BMC with protocol redfish, or boot it by 'network'.");
        }
        var address = machine.bootAddress();
        return new PlannedMedium(
                machine.macs().addresses().getFirst(), address == null ? null : network(machine, address));
    }

    private StaticNetwork network(MachineRow machine, Ipv4Address address) {
        var segment = cmdb.segments()
                .containing(machine.site(), address)
                .orElseThrow(
                        () -> Refusal.of(
                                "The boot address " + address + " of machine " + machine.name()
                                        + " lies in no segment of site '" + machine.site() + "'.",
                                "Add the segment (with DHCP off, where it has none of ours), or give the machine another boot address."));
        return new StaticNetwork(address, segment.cidr().prefixLength(), segment.gateway());
    }
}
