package io.metalwright.boot.dns;

import io.metalwright.boot.lease.Ipv6LeaseBook;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.model.MacAddress;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.network.IpAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.SegmentIpv6;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names of a site's machines, as plans and leases have them at this moment. A machine goes by its id, and by its host name where that is
 * one label or lies right below the zone.
 */
public final class SiteNames {
    private final String zone;
    private final PlanBook plans;
    private final LeaseBook leases;
    private final Ipv6LeaseBook ipv6Leases;
    private final ServedSegments segments;

    public SiteNames(String zone, PlanBook plans, LeaseBook leases, Ipv6LeaseBook ipv6Leases, ServedSegments segments) {
        this.zone = zone;
        this.plans = plans;
        this.leases = leases;
        this.ipv6Leases = ipv6Leases;
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

    /** Those of all its cards. */
    List<Ipv6Address> ipv6Addresses(MachineBoot machine) {
        return machine.macs().stream()
                .flatMap(mac -> Stream.concat(
                        ipv6().flatMap(each -> each.reservedFor(mac).stream()), ipv6Leases.address(mac).stream()))
                .distinct()
                .toList();
    }

    /** What the machine at this address goes by below the zone. */
    Optional<String> label(IpAddress address) {
        var machine = switch (address) {
            case Ipv4Address ofIpv4 ->
                plans.reservedFor(ofIpv4).or(() -> leases.holder(ofIpv4).flatMap(plans::find));
            case Ipv6Address ofIpv6 -> holder(ofIpv6).flatMap(plans::find);
        };
        return machine.map(this::label);
    }

    private Optional<MacAddress> holder(Ipv6Address address) {
        return ipv6().flatMap(each -> each.holder(address).stream()).findFirst().or(() -> ipv6Leases.holder(address));
    }

    private Stream<SegmentIpv6> ipv6() {
        return segments.all().stream().flatMap(segment -> Stream.ofNullable(segment.ipv6()));
    }

    boolean serves(IpAddress address) {
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
