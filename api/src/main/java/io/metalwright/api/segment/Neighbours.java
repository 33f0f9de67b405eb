package io.metalwright.api.segment;

import io.metalwright.api.problem.Problem;
import io.metalwright.model.network.AddressRange;
import io.metalwright.model.network.Segment;
import java.util.ArrayList;
import java.util.List;

/** Keeps the segments of a site apart: an address of the site shall mean one machine, and one network shall serve it. */
final class Neighbours {
    private Neighbours() {}

    static void check(Segment wanted, List<Segment> ofSite) {
        for (var other : ofSite) {
            if (other.name().equals(wanted.name())) {
                continue;
            }
            if (Ranges.overlap(wanted.cidr(), other.cidr())) {
                throw overlap(
                        "cidr", wanted.cidr().toString(), other, other.cidr().toString());
            }
            if (wanted.ipv6() != null
                    && other.ipv6() != null
                    && wanted.ipv6().prefix().overlaps(other.ipv6().prefix())) {
                throw overlap(
                        "ipv6.prefix",
                        wanted.ipv6().prefix().toString(),
                        other,
                        other.ipv6().prefix().toString());
            }
            for (var taken : ranges(other)) {
                // Networks of BMCs may be shared, since several segments may have their BMCs in one; ranges may not.
                if (wanted.bmcs() != null && wanted.bmcs().overlaps(taken)) {
                    throw overlap("bmcs", wanted.bmcs().toString(), other, taken.toString());
                }
                for (var each : wanted.dhcp().classes()) {
                    if (each.range().overlaps(taken)) {
                        throw overlap("dhcp.classes", each.range().toString(), other, taken.toString());
                    }
                }
                if (wanted.machines() != null && wanted.machines().overlaps(taken)) {
                    throw overlap("machines", wanted.machines().toString(), other, taken.toString());
                }
            }
        }
    }

    private static List<AddressRange> ranges(Segment segment) {
        var ranges = new ArrayList<AddressRange>();
        if (segment.machines() != null) {
            ranges.add(segment.machines());
        }
        if (segment.bmcs() != null) {
            ranges.add(segment.bmcs());
        }
        segment.dhcp().classes().forEach(each -> ranges.add(each.range()));
        return ranges;
    }

    private static Problem overlap(String field, String wanted, Segment other, String taken) {
        return Problem.conflict(
                        "segment-overlap",
                        "The segment overlaps another",
                        "'" + field + "' " + wanted + " overlaps " + taken + " of segment '" + other.name() + "'.")
                .at(field)
                .help("Choose other addresses, or change that segment first.");
    }
}
