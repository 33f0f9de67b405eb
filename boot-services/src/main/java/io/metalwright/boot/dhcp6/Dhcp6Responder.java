package io.metalwright.boot.dhcp6;

import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.dhcp.Answer.LeaseChange;
import io.metalwright.boot.dhcp.Standing;
import io.metalwright.boot.dhcp6.wire.Dhcp6Decoder;
import io.metalwright.boot.dhcp6.wire.Dhcp6Encoder;
import io.metalwright.boot.dhcp6.wire.Dhcp6Message;
import io.metalwright.boot.dhcp6.wire.Dhcp6MessageType;
import io.metalwright.boot.dhcp6.wire.Dhcp6OptionCode;
import io.metalwright.boot.dhcp6.wire.Dhcp6Packet;
import io.metalwright.boot.firmware.Firmware;
import io.metalwright.boot.firmware.FirmwareClassifier;
import io.metalwright.boot.lease.Ipv6LeaseBook;
import io.metalwright.boot.lease.Ipv6LeaseBook.Allotted;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.plans.AgentSessions;
import io.metalwright.boot.plans.MachineUuids;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.MacAddress;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.network.DhcpMode;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Segment;
import io.metalwright.model.network.SegmentIpv6;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Bytes in, bytes out: looks up what a {@link Dhcp6Question} needs, has it answered, and writes down what became of the lease. */
public final class Dhcp6Responder {
    /**
     * What is sent, to whom the message came from.
     *
     * @param awaitsCommit whether it promises a lease, and so must not be sent before {@link #afterCommit}
     */
    public record Outgoing(byte[] bytes, int port, boolean awaitsCommit) {}

    /** Settings that no segment carries. */
    public record Settings(int httpPort, boolean servesPlainStrangers, Duration leaseTime) {}

    /**
     * Where a client is.
     *
     * @param server our address, as the client reaches it
     */
    private record Place(Segment segment, SegmentIpv6 ipv6, Ipv6Address server) {
        Duration leaseTime(Duration usual) {
            var seconds = segment.dhcp().leaseSeconds();
            return seconds == null ? usual : Duration.ofSeconds(seconds);
        }
    }

    private static final int CLIENT_PORT = 546;
    private static final int SERVER_PORT = 547;
    /** RFC 8415 section 11.1. */
    private static final int LONGEST_DUID = 130;

    private static final int SHORTEST_DUID = 3;

    private final ServedSegments segments;
    private final PlanBook plans;
    private final Ipv6LeaseBook leases;
    private final LeaseBook leasesOfIpv4;
    private final Dhcp6Sharing sharing;
    private final AgentSessions sessions;
    private final MachineUuids uuids;
    private final Announcer announcer;
    private final Dhcp6Counters counters;
    private final UnaryOperator<Ipv6Address> towards;
    private final Octets duid;
    private final Settings settings;

    /** @param towards finds the address from which this host would speak to another */
    public Dhcp6Responder(
            ServedSegments segments,
            PlanBook plans,
            Ipv6LeaseBook leases,
            LeaseBook leasesOfIpv4,
            Dhcp6Sharing sharing,
            AgentSessions sessions,
            MachineUuids uuids,
            Announcer announcer,
            Counters counters,
            UnaryOperator<Ipv6Address> towards,
            Octets duid,
            Settings settings) {
        this.segments = segments;
        this.plans = plans;
        this.leases = leases;
        this.leasesOfIpv4 = leasesOfIpv4;
        this.sharing = sharing;
        this.sessions = sessions;
        this.uuids = uuids;
        this.announcer = announcer;
        this.counters = new Dhcp6Counters(counters);
        this.towards = towards;
        this.duid = duid;
        this.settings = settings;
    }

    public Optional<Outgoing> respond(byte[] datagram, Dhcp6Arrival arrival) {
        counters.received();
        try {
            var packet = Dhcp6Decoder.decode(datagram);
            var itself = packet.message().options().octets(Dhcp6OptionCode.CLIENT_IDENTIFIER);
            if (itself.filter(name -> name.length() < SHORTEST_DUID || name.length() > LONGEST_DUID)
                    .isPresent()) {
                counters.malformed();
                return Optional.empty();
            }
            return respond(packet, arrival);
        } catch (MalformedPacketException e) {
            counters.malformed();
            return Optional.empty();
        }
    }

    /** Runs when all that was promised so far is on disk. */
    public void afterCommit(Runnable action) {
        leases.afterCommit(action);
    }

    private Optional<Outgoing> respond(Dhcp6Packet packet, Dhcp6Arrival arrival) {
        var place = place(packet, arrival);
        if (place.isEmpty()) {
            counters.withoutSegment();
            return Optional.empty();
        }
        var mac = ClientHardware.of(packet, arrival.sender(), uuids::port);
        if (mac.isEmpty()) {
            counters.silent(Dhcp6Answer.Reason.NO_HARDWARE_ADDRESS);
            return Optional.empty();
        }
        return respond(packet, place.get(), mac.get());
    }

    private Optional<Outgoing> respond(Dhcp6Packet packet, Place place, MacAddress mac) {
        var message = packet.message();
        var firmware = FirmwareClassifier.classify(message.options());
        var question = question(packet, place, mac, firmware);
        var answer = Dhcp6Answers.answer(question);
        carryOut(message, mac, answer, question.leaseTime());
        tell(question, answer);
        return switch (answer) {
            case Dhcp6Answer.Reply reply -> {
                counters.sent(reply.message().type());
                yield Optional.of(new Outgoing(
                        Dhcp6Encoder.encode(packet.answeredBy(reply.message())),
                        port(packet),
                        reply.change() != LeaseChange.NONE && reply.change() != LeaseChange.OFFER));
            }
            case Dhcp6Answer.Silence silence -> {
                counters.silent(silence.reason());
                yield Optional.empty();
            }
        };
    }

    private Dhcp6Question question(Dhcp6Packet packet, Place place, MacAddress mac, Firmware firmware) {
        var plan = plans.find(mac);
        var mode = place.segment().dhcp().mode();
        return new Dhcp6Question(
                packet.message(),
                mac,
                firmware,
                place.segment(),
                place.ipv6(),
                duid,
                place.server(),
                settings.httpPort(),
                settings.servesPlainStrangers(),
                plan.<Standing>map(known -> new Standing.Known(known.hostname()))
                        .orElseGet(
                                () -> new Standing.Stranger(leases.address(mac).isPresent()
                                        || leasesOfIpv4.address(mac).isPresent())),
                plan.map(MachineBoot::address)
                                .filter(place.segment().cidr()::contains)
                                .isPresent()
                        || place.ipv6().reservedFor(mac).isPresent(),
                allotted(packet, place, mac),
                mode != DhcpMode.PROXY && sharing.isPreferred(mac),
                place.leaseTime(settings.leaseTime()));
    }

    private Optional<Allotted> allotted(Dhcp6Packet packet, Place place, MacAddress mac) {
        var reserved = place.ipv6()
                .reservedFor(mac)
                .filter(address -> !address.equals(place.server()) && leases.mayHave(mac, address));
        if (reserved.isPresent()) {
            // Either of two servers extends it.
            return Optional.of(new Allotted(reserved.get(), true));
        }
        var range = place.ipv6().machines();
        if (range == null) {
            return Optional.empty();
        }
        Predicate<Ipv6Address> taken = address -> address.equals(place.server())
                || packet.link().filter(address::equals).isPresent()
                || !sharing.mayGive(address)
                || place.ipv6()
                        .holder(address)
                        .filter(holder -> !holder.equals(mac))
                        .isPresent();
        var wished = Dhcp6Answers.named(packet.message().options().identityAssociations()).stream()
                .findFirst();
        return leases.allotment(range, mac, wished, taken);
    }

    private void carryOut(Dhcp6Message message, MacAddress mac, Dhcp6Answer answer, Duration leaseTime) {
        switch (answer.change()) {
            case NONE -> {}
            case OFFER -> leases.offer(mac, given(answer));
            case BIND -> leases.bind(mac, given(answer), leaseTime);
            case RELEASE ->
                Dhcp6Answers.named(message.options().identityAssociations())
                        .forEach(address -> leases.release(mac, address));
            case DECLINE ->
                Dhcp6Answers.named(message.options().identityAssociations())
                        .forEach(address -> leases.decline(mac, address));
        }
    }

    private void tell(Dhcp6Question question, Dhcp6Answer answer) {
        var firmware = question.firmware();
        var type = question.message().type();
        if (answer instanceof Dhcp6Answer.Reply reply) {
            var given = reply.given();
            if (reply.change() == LeaseChange.BIND && given != null) {
                booting(question, given + " to " + firmware.phrase());
            } else if (type == Dhcp6MessageType.INFORMATION_REQUEST) {
                booting(question, "what to boot, and no address of IPv6, to " + firmware.phrase());
            } else if (given == null && question.ipv6().machines() != null && isAsking(type)) {
                counters.exhausted();
                announcer.addressRefused(
                        question.mac(),
                        "segment " + question.segment().name() + ": its range of IPv6 addresses is used up");
            }
        } else if (type == Dhcp6MessageType.REQUEST && !question.isForUs()) {
            Dhcp6Answers.named(question.message().options().identityAssociations()).stream()
                    .findFirst()
                    .ifPresent(address -> otherServerChosen(question, address));
        }
    }

    /** Of two servers, each keeps in mind what the other gives; where we are the proxy it is how we hear of the address. */
    private void otherServerChosen(Dhcp6Question question, Ipv6Address address) {
        switch (question.segment().dhcp().mode()) {
            case SERVE, RESERVATIONS_ONLY -> sharing.tookOther(question.mac(), address, question.ipv6());
            case PROXY ->
                booting(
                        question,
                        address + " from another server to "
                                + question.firmware().phrase());
            case OFF -> {}
        }
    }

    private static boolean isAsking(Dhcp6MessageType type) {
        return type == Dhcp6MessageType.SOLICIT || type == Dhcp6MessageType.REQUEST;
    }

    private void booting(Dhcp6Question question, String what) {
        if (question.firmware().bootsFromNetwork()) {
            sessions.gone(question.mac());
            announcer.addressGiven(
                    question.mac(),
                    question.firmware(),
                    what + " in " + question.segment().name());
        }
    }

    private Optional<Place> place(Dhcp6Packet packet, Dhcp6Arrival arrival) {
        if (packet.isRelayed()) {
            return packet.link()
                    .flatMap(link -> segments.containing(link).map(segment -> place(segment, towards.apply(link))));
        }
        for (var address : arrival.local()) {
            var segment = segments.containing(address);
            if (segment.isPresent()) {
                return Optional.of(place(segment.get(), address));
            }
        }
        return Optional.empty();
    }

    private static Place place(Segment segment, Ipv6Address server) {
        return new Place(segment, Objects.requireNonNull(segment.ipv6()), server);
    }

    /** RFC 8415 section 7.2, and RFC 8357 section 5 for relay agents that are elsewhere. */
    private static int port(Dhcp6Packet packet) {
        if (!packet.isRelayed()) {
            return CLIENT_PORT;
        }
        return packet.hops()
                .getFirst()
                .options()
                .octets(Dhcp6OptionCode.RELAY_SOURCE_PORT)
                .filter(value -> value.length() == 2)
                .map(value -> value.unsigned(0) << 8 | value.unsigned(1))
                .filter(port -> port != 0)
                .orElse(SERVER_PORT);
    }

    private static Ipv6Address given(Dhcp6Answer answer) {
        return switch (answer) {
            case Dhcp6Answer.Reply reply -> Objects.requireNonNull(reply.given());
            case Dhcp6Answer.Silence silence ->
                throw new IllegalStateException("silence (" + silence.reason() + ") gives no address");
        };
    }
}
