package io.metalwright.boot.dhcp;

import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.dhcp.wire.DhcpDecoder;
import io.metalwright.boot.dhcp.wire.DhcpEncoder;
import io.metalwright.boot.dhcp.wire.DhcpMessage;
import io.metalwright.boot.dhcp.wire.DhcpMessageType;
import io.metalwright.boot.dhcp.wire.OptionCode;
import io.metalwright.boot.firmware.FirmwareClassifier;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.plans.AgentSessions;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Segment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Bytes in, bytes out: looks up what a {@link Question} needs, has it answered, and writes down what became of the lease. */
public final class DhcpResponder {
    /** What is sent, and to whom. */
    public record Outgoing(byte[] bytes, Ipv4Address address, int port) {}

    /** Finds the address from which this host would speak to another. */
    public interface Routes {
        Ipv4Address localAddressTowards(Ipv4Address other);
    }

    /** Settings that no segment carries. */
    public record Settings(int httpPort, boolean servesPlainStrangers, Duration leaseTime) {}

    /** RFC 3527: sub-option 5 of option 82 names the subnet where {@code giaddr} must be something else. */
    private static final int LINK_SELECTION = 5;

    private final ServedSegments segments;
    private final PlanBook plans;
    private final LeaseBook leases;
    private final AgentSessions sessions;
    private final Announcer announcer;
    private final Counters counters;
    private final Routes routes;
    private final Settings settings;

    public DhcpResponder(
            ServedSegments segments,
            PlanBook plans,
            LeaseBook leases,
            AgentSessions sessions,
            Announcer announcer,
            Counters counters,
            Routes routes,
            Settings settings) {
        this.segments = segments;
        this.plans = plans;
        this.leases = leases;
        this.sessions = sessions;
        this.announcer = announcer;
        this.counters = counters;
        this.routes = routes;
        this.settings = settings;
    }

    /** @param local our addresses on the interface on which it came in; none where only relayed messages are heard */
    public Optional<Outgoing> respond(byte[] packet, List<Ipv4Address> local) {
        counters.count("dhcp_received");
        DhcpMessage message;
        try {
            message = DhcpDecoder.decode(packet);
        } catch (MalformedPacketException e) {
            counters.count("dhcp_malformed");
            return Optional.empty();
        }
        if (!message.clientHardware().isUnicast()) {
            counters.count("dhcp_malformed");
            return Optional.empty();
        }
        var place = message.isRelayed() ? relayed(message) : direct(message, local);
        if (place.isEmpty()) {
            counters.count("dhcp_silent", "reason", "NO_SEGMENT");
            return Optional.empty();
        }
        return respond(message, place.get());
    }

    /** Where a client is, and our address as it sees it. */
    private record Place(Segment segment, Ipv4Address server) {}

    private Optional<Place> relayed(DhcpMessage message) {
        return segments.containing(linkSelection(message).orElse(message.relayAddress()))
                .map(segment -> new Place(segment, routes.localAddressTowards(message.relayAddress())));
    }

    /** Of several segments on one interface, the one in which the machine's address is reserved, else the first. */
    private Optional<Place> direct(DhcpMessage message, List<Ipv4Address> local) {
        var places = local.stream()
                .flatMap(address -> segments.containing(address).stream().map(segment -> new Place(segment, address)))
                .toList();
        var reserved = reserved(message);
        return places.stream()
                .filter(place ->
                        reserved.filter(place.segment().cidr()::contains).isPresent())
                .findFirst()
                .or(() -> places.stream().findFirst());
    }

    private Optional<Outgoing> respond(DhcpMessage message, Place place) {
        var mac = message.clientHardware();
        var firmware = FirmwareClassifier.classify(message.options());
        var plan = plans.find(mac);
        var bound = leases.bound(mac);
        Standing standing = plan.<Standing>map(known -> new Standing.Known(known.hostname()))
                .orElseGet(() -> new Standing.Stranger(bound.isPresent()));
        var taken = plans.addressesOfOthers(mac);
        taken.add(place.server());
        var gateway = place.segment().gateway();
        if (gateway != null) {
            taken.add(gateway);
        }
        if (message.isRelayed()) {
            taken.add(message.relayAddress());
        }
        var allotment = leases.allotment(
                place.segment(),
                mac,
                reserved(message),
                message.options().address(OptionCode.REQUESTED_ADDRESS),
                taken);
        var answer = Answers.answer(new Question(
                message,
                firmware,
                place.segment(),
                settings.servesPlainStrangers(),
                place.server(),
                settings.httpPort(),
                standing,
                allotment,
                settings.leaseTime()));
        carryOut(message, answer);
        if (answer instanceof Answer.Reply reply
                && reply.message().type() == DhcpMessageType.ACK
                && reply.change() == Answer.LeaseChange.BIND
                && firmware.bootsFromNetwork()) {
            sessions.suspectGone(mac);
            announcer.addressGiven(
                    mac,
                    firmware,
                    reply.message().yourAddress() + " to " + firmware.phrase() + " in "
                            + place.segment().name());
        }
        return switch (answer) {
            case Answer.Reply reply -> {
                counters.count("dhcp_sent", "type", reply.message().type().name());
                yield Optional.of(new Outgoing(
                        DhcpEncoder.encode(reply.message()),
                        reply.destination().address(),
                        reply.destination().port()));
            }
            case Answer.Silence silence -> {
                counters.count("dhcp_silent", "reason", silence.reason().name());
                yield Optional.empty();
            }
        };
    }

    private void carryOut(DhcpMessage message, Answer answer) {
        var mac = message.clientHardware();
        switch (answer.change()) {
            case NONE -> {}
            case OFFER -> leases.offer(mac, given(answer));
            case BIND -> leases.bind(mac, given(answer), settings.leaseTime());
            case RELEASE ->
                leases.release(
                        mac,
                        message.options().address(OptionCode.REQUESTED_ADDRESS).orElse(message.clientAddress()));
            case DECLINE ->
                message.options()
                        .address(OptionCode.REQUESTED_ADDRESS)
                        .ifPresent(address -> leases.decline(mac, address));
        }
    }

    private static Ipv4Address given(Answer answer) {
        return switch (answer) {
            case Answer.Reply reply -> reply.message().yourAddress();
            case Answer.Silence silence ->
                throw new IllegalStateException("silence (" + silence.reason() + ") gives no address");
        };
    }

    private Optional<Ipv4Address> reserved(DhcpMessage message) {
        return plans.find(message.clientHardware()).map(MachineBoot::address);
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
