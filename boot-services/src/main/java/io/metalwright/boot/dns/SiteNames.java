package io.metalwright.boot.dns;

import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.network.Ipv4Address;
import java.util.Locale;
import java.util.Optional;

/**
 * The names of a site's machines, as plans and leases have them at this moment. A machine goes by its id, and by its host name where that is
 * one label or lies right below the zone.
 */
public final class SiteNames {
    private final String zone;
    private final PlanBook plans;
    private final LeaseBook leases;
    private final ServedSegments segments;

    public SiteNames(String zone, PlanBook plans, LeaseBook leases, ServedSegments segments) {
        this.zone = zone;
        this.plans = plans;
        this.leases = leases;
        this.segments = segments;
    }

    String zone() {
        return zone;
    }

    /** @param label the one below the zone, in lower case */
    Optional<MachineBoot> machine(String label) {
        return plans.named(label).or(() -> plans.named(label + "." + zone));
    }

    /** Empty for a machine that has none now. */
    Optional<Ipv4Address> address(MachineBoot machine) {
        return Optional.ofNullable(machine.address())
                .or(() -> machine.macs().stream()
                        .flatMap(mac -> leases.address(mac).stream())
                        .findFirst());
    }

    /** What the machine at this address goes by below the zone. */
    Optional<String> label(Ipv4Address address) {
        return plans.reservedFor(address)
                .or(() -> leases.holder(address).flatMap(plans::find))
                .map(this::label);
    }

    boolean serves(Ipv4Address address) {
        return segments.containing(address).isPresent();
    }

    private String label(MachineBoot machine) {
        var hostname = machine.hostname();
        if (hostname == null) {
            return machine.machine().value();
        }
        var name = hostname.toLowerCase(Locale.ROOT);
        var label = name.endsWith("." + zone) ? name.substring(0, name.length() - zone.length() - 1) : name;
        return label.contains(".") ? machine.machine().value() : label;
    }
}
