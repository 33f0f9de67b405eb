package io.metalwright.boot.dhcp;

import io.metalwright.boot.dhcp.wire.DhcpMessage;
import io.metalwright.boot.dhcp.wire.DhcpMessageType;
import io.metalwright.boot.dhcp.wire.OptionCode;
import io.metalwright.boot.lease.Allotment;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.MacAddress;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.network.AddressRange;
import io.metalwright.model.network.ClientClass;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Segment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where a client is: the segment, our address as it sees it, and the address that it is to have there. */
final class Places {
    /**
     * @param local our other addresses on that wire
     * @param isRouted whether the client is behind a relay and spoke to us past it, through a router
     * @param ports those of its machine, if it is one that we know
     * @param clientClass that of a client which has addresses of its own there, or null
     */
    record Place(
            Segment segment,
            Ipv4Address server,
            List<Ipv4Address> local,
            boolean isRouted,
            List<MacAddress> ports,
            @Nullable ClientClass clientClass,
            Allotment allotment) {
        @Nullable
        AddressRange range() {
            return clientClass == null ? segment.machines() : clientClass.range();
        }

        Duration leaseTime(Duration usual) {
            var seconds = segment.dhcp().leaseSeconds();
            return seconds == null ? usual : Duration.ofSeconds(seconds);
        }

        boolean isOurs(Ipv4Address address) {
            return local.contains(address);
        }
    }

    private record Candidate(Segment segment, Ipv4Address server, boolean isRouted) {}

    /** RFC 3527: sub-option 5 of option 82 names the subnet where {@code giaddr} must be something else. */
    private static final int LINK_SELECTION = 5;

    private final ServedSegments segments;
    private final PlanBook plans;
    private final LeaseBook leases;
    private final Sharing sharing;
    private final Routes routes;

    Places(ServedSegments segments, PlanBook plans, LeaseBook leases, Sharing sharing, Routes routes) {
        this.segments = segments;
        this.plans = plans;
        this.leases = leases;
        this.sharing = sharing;
        this.routes = routes;
    }

    /**
     * Of several segments on one wire, the one in which the machine's address is reserved, else the one in which it had an address last, else
     * the first that has one left.
     *
     * @param plan of the machine, if it is one that we know
     * @param mayBeOfClass whether it is neither a machine that we know nor one that boots from the network
     */
    Optional<Place> of(DhcpMessage message, Arrival arrival, Optional<MachineBoot> plan, boolean mayBeOfClass) {
        var reserved = plan.map(MachineBoot::address);
        var ports = plan.map(MachineBoot::macs).orElse(List.of());
        var candidates = judging(message, candidates(message, arrival), reserved);
        Place first = null;
        Place free = null;
        for (var candidate : candidates) {
            var clientClass = mayBeOfClass ? clientClass(message, candidate.segment()) : null;
            var range = clientClass == null ? candidate.segment().machines() : clientClass.range();
            var place = new Place(
                    candidate.segment(),
                    candidate.server(),
                    arrival.local(),
                    candidate.isRouted(),
                    ports,
                    clientClass,
                    allotment(message, candidate, range, ports, reserved));
            switch (place.allotment()) {
                case Allotment.Reserved ignored -> {
                    return Optional.of(place);
                }
                case Allotment.Held ignored -> {
                    if (!reservedElsewhere(candidates, reserved)) {
                        return Optional.of(place);
                    }
                }
                case Allotment.Free ignored -> free = free == null ? place : free;
                case Allotment.Exhausted ignored -> {}
            }
            first = first == null ? place : first;
        }
        return Optional.ofNullable(free == null ? first : free);
    }

    /**
     * Of several segments on one wire, an address that a client remembers or uses is judged by the one in which it lies: to the others it is one
     * of a foreign network, and would be refused also where another server gave it.
     */
    private static List<Candidate> judging(
            DhcpMessage message, List<Candidate> candidates, Optional<Ipv4Address> reserved) {
        if (candidates.size() < 2
                || message.type() != DhcpMessageType.REQUEST
                || message.options().address(OptionCode.SERVER_IDENTIFIER).isPresent()
                || reservedElsewhere(candidates, reserved)) {
            return candidates;
        }
        var remembered = message.options().address(OptionCode.REQUESTED_ADDRESS).orElse(message.clientAddress());
        return candidates.stream()
                .filter(candidate -> candidate.segment().cidr().contains(remembered))
                .findFirst()
                .map(List::of)
                .orElse(candidates);
    }

    private static boolean reservedElsewhere(List<Candidate> candidates, Optional<Ipv4Address> reserved) {
        return reserved.isPresent()
                && candidates.stream()
                        .anyMatch(candidate -> candidate.segment().cidr().contains(reserved.get()));
    }

    private List<Candidate> candidates(DhcpMessage message, Arrival arrival) {
        if (message.isRelayed()) {
            return relayed(message);
        }
        var direct = direct(arrival);
        var client = message.clientAddress();
        if (client.equals(Ipv4Address.ANY)
                || direct.stream()
                        .anyMatch(candidate -> candidate.segment().cidr().contains(client))) {
            return direct;
        }
        var routed = routed(client);
        return routed.isEmpty() ? direct : routed;
    }

    /**
     * RFC 2131 section 4.4.5: a client renews by unicast, also past its relay, and only its address says where it is. Who uses an address of
     * another network that is on a wire of ours is not routed: it was moved from there to here.
     */
    private List<Candidate> routed(Ipv4Address client) {
        var segment = segments.containing(client);
        if (segment.isEmpty()) {
            return List.of();
        }
        var server = routes.localAddressTowards(client);
        return segment.get().cidr().contains(server) ? List.of() : withNeighbours(segment.get(), server, true);
    }

    private List<Candidate> relayed(DhcpMessage message) {
        var segment = segments.containing(linkSelection(message).orElse(message.relayAddress()));
        if (segment.isEmpty()) {
            return List.of();
        }
        var server = routes.localAddressTowards(message.relayAddress());
        return withNeighbours(segment.get(), server, false);
    }

    private List<Candidate> direct(Arrival arrival) {
        var candidates = new ArrayList<Candidate>(1);
        for (var address : arrival.local()) {
            var segment = segments.containing(address);
            if (segment.isPresent()) {
                candidates.addAll(withNeighbours(segment.get(), address, false));
            }
        }
        return candidates;
    }

    /** The segment, and those which share its wire. */
    private List<Candidate> withNeighbours(Segment segment, Ipv4Address server, boolean isRouted) {
        var wire = segment.dhcp().sharedNetwork();
        var candidates = new ArrayList<Candidate>(1);
        candidates.add(new Candidate(segment, server, isRouted));
        if (wire != null) {
            for (var other : segments.all()) {
                if (wire.equals(other.dhcp().sharedNetwork()) && !other.name().equals(segment.name())) {
                    candidates.add(new Candidate(other, server, isRouted));
                }
            }
        }
        return candidates;
    }

    /** A machine that booted from the network has an address of the machines' range, and keeps it when it asks as BootOS. */
    private @Nullable ClientClass clientClass(DhcpMessage message, Segment segment) {
        if (segment.dhcp().classes().isEmpty()) {
            return null;
        }
        var mac = message.clientHardware();
        var vendorClass = message.options().text(OptionCode.VENDOR_CLASS).orElse(null);
        var bound = leases.address(mac);
        return segment.dhcp()
                .classOf(vendorClass, mac.value())
                .filter(found -> bound.isEmpty() || found.range().contains(bound.get()))
                .orElse(null);
    }

    private Allotment allotment(
            DhcpMessage message,
            Candidate candidate,
            @Nullable AddressRange range,
            List<MacAddress> ports,
            Optional<Ipv4Address> reserved) {
        var mac = message.clientHardware();
        var segment = candidate.segment();
        Predicate<Ipv4Address> taken = address -> address.equals(candidate.server())
                || address.equals(segment.gateway())
                || address.equals(message.relayAddress())
                || !sharing.mayGive(address)
                || segment.dhcp().excludes(address)
                || plans.isReservedForAnother(address, mac);
        return leases.allotment(
                segment, range, mac, ports, reserved, message.options().address(OptionCode.REQUESTED_ADDRESS), taken);
    }

    private static Optional<Ipv4Address> linkSelection(DhcpMessage message) {
        var information =
                message.options().octets(OptionCode.RELAY_AGENT_INFORMATION).orElse(Octets.NONE);
        int at = 0;
        while (at + 2 <= information.length()) {
            int length = information.unsigned(at + 1);
            int end = at + 2 + length;
            if (end > information.length()) {
                return Optional.empty();
            }
            if (information.unsigned(at) == LINK_SELECTION && length == 4) {
                return Optional.of(Ipv4Address.ofBits(information.unsigned(at + 2) << 24
                        | information.unsigned(at + 3) << 16
                        | information.unsigned(at + 4) << 8
                        | information.unsigned(at + 5)));
            }
            at = end;
        }
        return Optional.empty();
    }
}
