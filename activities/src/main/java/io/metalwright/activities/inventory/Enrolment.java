package io.metalwright.activities.inventory;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MacTaken;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.cmdb.segment.AddressPurpose;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Segment;
import io.metalwright.model.spec.RegisterSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the record of a machine that asked, or finds it, and holds an address for it. */
final class Enrolment {
    private final Cmdb cmdb;

    Enrolment(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    MachineId enroll(RegisterSpec spec, MachineId proposed) {
        try {
            return cmdb.atomically(() -> enter(spec, proposed));
        } catch (MacTaken e) {
            if (spec.machine() != null) {
                throw Refusal.of(
                        "register " + spec.machine() + " with " + spec.mac() + ": " + e.getMessage() + ".",
                        "Register machine " + e.holder() + " instead, or delete it first.");
            }
            // Another registration of the same port was quicker: its record is the machine's.
            return cmdb.atomically(() -> enter(spec, proposed));
        }
    }

    private MachineId enter(RegisterSpec spec, MachineId proposed) {
        var row = record(spec, proposed);
        Plannable.notInUse(row);
        cmdb.machines().addPorts(row.id(), List.of(spec.mac()));
        if (row.bootAddress() == null) {
            bootAddress(spec, row).ifPresent(address -> cmdb.machines().recordBootAddress(row.id(), address));
        }
        cmdb.machines().recordState(row.id(), MachineState.REGISTERING, null);
        return row.id();
    }

    private MachineRow record(RegisterSpec spec, MachineId proposed) {
        var machines = cmdb.machines();
        var named = spec.machine();
        if (named != null) {
            return machines.find(named).orElseThrow(() -> Refusal.unknownMachine(named));
        }
        return machines.find(spec.mac()).orElseGet(() -> {
            if (cmdb.sites().find(spec.site()).isEmpty()) {
                throw Refusal.of(
                        "register " + spec.mac() + ": there is no site '" + spec.site() + "'.",
                        "Add the site, or start its boot-services under the name of one that exists.");
            }
            var row = MachineRow.entered(
                    proposed, proposed.value(), spec.site(), MachineState.REGISTERING, spec.mac(), Instant.now());
            machines.enter(row);
            return row;
        });
    }

    /** The address it was leased, where nobody else holds that; else the first free one of its segment. */
    private Optional<Ipv4Address> bootAddress(RegisterSpec spec, MachineRow row) {
        var leased = spec.address();
        if (leased != null
                && cmdb.addresses()
                        .hold(row.site(), leased, AddressPurpose.BOOT, row.id(), null)
                        .isEmpty()) {
            return Optional.of(leased);
        }
        return segment(spec, row).flatMap(segment -> {
            if (segment.machines() == null) {
                return Optional.empty();
            }
            var address = cmdb.addresses()
                    .allot(
                            row.site(),
                            segment.cidr(),
                            segment.machines(),
                            special(segment),
                            AddressPurpose.BOOT,
                            row.id());
            if (address.isEmpty()) {
                throw Refusal.of(
                        "find an address for " + spec.mac() + ": all "
                                + segment.machines().size() + " addresses of segment '" + segment.name()
                                + "' are held.",
                        "Widen the segment's range 'machines', or delete machines that are gone.");
            }
            return address;
        });
    }

    /** The one that was named, or the leased address is in; where neither is told, the site's own if only one there has addresses to give. */
    private Optional<Segment> segment(RegisterSpec spec, MachineRow row) {
        if (spec.segment() != null) {
            return cmdb.segments().find(spec.segment());
        }
        var leased = spec.address();
        if (leased != null) {
            return cmdb.segments().containing(row.site(), leased);
        }
        var giving = cmdb.segments().ofSite(row.site()).stream()
                .filter(segment -> segment.machines() != null)
                .toList();
        return giving.size() == 1 ? Optional.of(giving.getFirst()) : Optional.empty();
    }

    /** Addresses of a segment that are given to nobody. */
    static Set<Ipv4Address> special(Segment segment) {
        return Stream.concat(
                        Stream.of(Optional.ofNullable(segment.gateway()), Optional.ofNullable(segment.bmcGateway()))
                                .flatMap(Optional::stream),
                        segment.nameServers().stream())
                .collect(Collectors.toSet());
    }
}
