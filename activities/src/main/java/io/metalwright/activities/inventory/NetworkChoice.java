package io.metalwright.activities.inventory;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.cmdb.segment.AddressPurpose;
import io.metalwright.model.MacAddress;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.Nic;
import io.metalwright.model.network.Bond;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Segment;
import io.metalwright.model.plan.PlannedNetwork;
import io.metalwright.model.spec.NetworkWish;
import org.jspecify.annotations.Nullable;

/** The address of an installed system: as wished, or the machine's own; checked against its segment and held. */
final class NetworkChoice {
    private static final NetworkWish NONE = new NetworkWish(null, null, null, null, null);

    private final Cmdb cmdb;

    NetworkChoice(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    PlannedNetwork choose(String run, MachineRow machine, HardwareReport hardware, @Nullable NetworkWish asked) {
        var wish = asked == null ? NONE : asked;
        var address = wish.address() == null ? machine.bootAddress() : wish.address();
        if (address == null) {
            throw Refusal.of(
                    "Machine " + machine.name() + " has no address of its own, and none was asked for.",
                    "Retry with 'network.address', or register the machine in a segment with a range 'machines'.");
        }
        var segment = cmdb.segments()
                .containing(machine.site(), address)
                .orElseThrow(() -> Refusal.of(
                        "The address " + address + " lies in no segment of site '" + machine.site() + "'.",
                        "Retry with an address of a segment, or add the segment."));
        var gateway = wish.gateway() == null ? segment.gateway() : wish.gateway();
        checkUsable(address, segment, gateway);
        cmdb.addresses()
                .hold(machine.site(), address, AddressPurpose.SYSTEM, machine.id(), run)
                .ifPresent(lease -> {
                    throw Refusal.of(
                            "The address " + address + " is held by machine " + lease.machine() + ".",
                            "Retry with another 'network.address'.");
                });
        return new PlannedNetwork(
                port(machine, hardware, wish.bond() == null ? wish.mac() : bonded(machine, hardware, wish.bond())),
                address,
                wish.prefixLength() == null ? segment.cidr().prefixLength() : prefix(wish.prefixLength()),
                gateway,
                wish.nameServers() == null ? segment.nameServers() : wish.nameServers(),
                wish.bond(),
                wish.vlan());
    }

    /** The first of its ports, all of which the machine must have. */
    private static MacAddress bonded(MachineRow machine, HardwareReport hardware, Bond bond) {
        bond.ports().forEach(each -> requirePort(machine, hardware, each, "network.bond.ports"));
        return bond.ports().getFirst();
    }

    private static void checkUsable(Ipv4Address address, Segment segment, @Nullable Ipv4Address gateway) {
        if (address.equals(segment.cidr().network())
                || address.equals(segment.cidr().broadcast())) {
            throw Refusal.of(
                    "The address " + address + " is the network's or the broadcast address of " + segment.cidr() + ".",
                    "Retry with another 'network.address'.");
        }
        if (address.equals(gateway)) {
            throw Refusal.of(
                    "The address " + address + " is the gateway of segment '" + segment.name() + "'.",
                    "Retry with another 'network.address'.");
        }
    }

    private static int prefix(int length) {
        if (length < 1 || length > 32) {
            throw Refusal.of(
                    "A prefix has 1 to 32 bits, not " + length + ".", "Retry with 'network.prefixLength' right.");
        }
        return length;
    }

    private static MacAddress port(MachineRow machine, HardwareReport hardware, @Nullable MacAddress wished) {
        if (wished == null) {
            return hardware.nics().stream()
                    .filter(Nic::boot)
                    .map(Nic::mac)
                    .findFirst()
                    .orElseGet(() -> machine.macs().addresses().getFirst());
        }
        requirePort(machine, hardware, wished, "network.mac");
        return wished;
    }

    private static void requirePort(MachineRow machine, HardwareReport hardware, MacAddress wished, String field) {
        if (hardware.nic(wished).isEmpty()) {
            throw Refusal.of(
                    "Machine " + machine.name() + " has no port " + wished + ".",
                    "Retry with '" + field + "' of "
                            + hardware.nics().stream().map(Nic::mac).toList() + ".");
        }
    }
}
