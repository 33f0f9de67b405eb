package io.metalwright.activities.inventory;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.cmdb.segment.AddressPurpose;
import io.metalwright.model.SecretReference;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.network.Cidr;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Segment;
import io.metalwright.workflows.steps.Inventory.BmcLease;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a BMC shall have: an address of its segment, a user and a password that nobody else knows. */
final class BmcLeases {
    private static final String USER = "metalwright";

    private final Cmdb cmdb;
    private final RandomPassword passwords = new RandomPassword();

    BmcLeases(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    BmcLease lease(MachineRow machine, HardwareReport report) {
        return cmdb.atomically(() -> {
            cmdb.machines().lock(machine.id());
            var segment = segment(machine);
            var address = segment.flatMap(found -> address(machine, report, found));
            return new BmcLease(
                    address.orElse(null),
                    address.isPresent() ? network(segment.orElseThrow()).netmask() : null,
                    address.isPresent() ? gateway(segment.orElseThrow()) : null,
                    machine.bmc() == null ? USER : machine.bmc().user(),
                    machine.bmc() == null ? password(machine) : machine.bmc().password());
        });
    }

    private SecretReference password(MachineRow machine) {
        var reference = SecretReference.of("secret:bmc/" + machine.id());
        cmdb.secrets().putIfAbsent(reference, passwords.next());
        return reference;
    }

    /** The segment that the machine boots in, else the first of its site that has room for BMCs. */
    private Optional<Segment> segment(MachineRow machine) {
        var withBmcs = cmdb.segments().ofSite(machine.site()).stream()
                .filter(segment -> segment.bmcs() != null)
                .toList();
        return withBmcs.stream()
                .filter(segment ->
                        machine.bootAddress() != null && segment.cidr().contains(machine.bootAddress()))
                .findFirst()
                .or(() -> withBmcs.stream().findFirst());
    }

    private Optional<Ipv4Address> address(MachineRow machine, HardwareReport report, Segment segment) {
        var held = cmdb.addresses().heldBy(machine.id(), AddressPurpose.BMC);
        if (held.isPresent()) {
            return Optional.of(held.get().address());
        }
        // A BMC that already answers in the right network keeps its address: the less is changed, the less can break.
        var current = current(machine, report);
        if (current.isPresent() && network(segment).contains(current.get())) {
            if (cmdb.addresses()
                    .hold(machine.site(), current.get(), AddressPurpose.BMC, machine.id(), null)
                    .isEmpty()) {
                return current;
            }
        } else if (machine.bmc() != null) {
            // Somebody entered a BMC elsewhere on purpose.
            return Optional.empty();
        }
        var range = java.util.Objects.requireNonNull(segment.bmcs());
        var address = cmdb.addresses()
                .allot(
                        machine.site(),
                        network(segment),
                        range,
                        Enrolment.special(segment),
                        AddressPurpose.BMC,
                        machine.id());
        if (address.isEmpty()) {
            throw Refusal.of(
                    "find an address for the BMC of " + machine.id() + ": all " + range.size()
                            + " addresses of segment '" + segment.name() + "' are held.",
                    "Widen the segment's range 'bmcs', or delete machines that are gone. Then retry.");
        }
        return address;
    }

    private static Optional<Ipv4Address> current(MachineRow machine, HardwareReport report) {
        if (machine.bmc() != null) {
            return literal(machine.bmc().address());
        }
        var facts = report.bmc();
        return facts == null || facts.lan() == null
                ? Optional.empty()
                : literal(facts.lan().address());
    }

    private static Optional<Ipv4Address> literal(@Nullable String text) {
        try {
            return text == null
                    ? Optional.empty()
                    : Optional.of(Ipv4Address.of(text)).filter(address -> !address.equals(Ipv4Address.ANY));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Cidr network(Segment segment) {
        return segment.bmcNetwork() == null ? segment.cidr() : segment.bmcNetwork();
    }

    private static @Nullable Ipv4Address gateway(Segment segment) {
        return segment.bmcNetwork() == null && segment.bmcGateway() == null ? segment.gateway() : segment.bmcGateway();
    }
}
