package io.metalwright.boot.dhcp;

import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.dhcp.wire.DhcpDecoder;
import io.metalwright.boot.dhcp.wire.DhcpEncoder;
import io.metalwright.boot.dhcp.wire.DhcpMessage;
import io.metalwright.boot.dhcp.wire.DhcpMessageType;
import io.metalwright.boot.dhcp.wire.OptionCode;
import io.metalwright.boot.firmware.Firmware;
import io.metalwright.boot.firmware.FirmwareClassifier;
import io.metalwright.boot.lease.Allotment;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.plans.AgentSessions;
import io.metalwright.boot.plans.MachineUuids;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.DhcpMode;
import io.metalwright.model.network.Ipv4Address;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Bytes in, bytes out: looks up what a {@link Question} needs, has it answered, and writes down what became of the lease. */
public final class DhcpResponder {
    /**
     * What is sent, and to whom.
     *
     * @param awaitsCommit whether it promises a lease, and so must not be sent before {@link #afterCommit}
     */
    public record Outgoing(byte[] bytes, Ipv4Address address, int port, boolean awaitsCommit) {}

    /** Finds out whether somebody is at an address. */
    public interface Probe {
        /** Answers on a thread of its own. False when there is too much to ask. */
        boolean ask(Ipv4Address address, Consumer<Boolean> isTaken);
    }

    /**
     * Settings that no segment carries.
     *
     * @param zone whose names we answer, or null
     */
    public record Settings(
            int httpPort,
            boolean servesPlainStrangers,
            Duration leaseTime,
            @Nullable String zone) {}

    private final Places places;
    private final PlanBook plans;
    private final LeaseBook leases;
    private final Sharing sharing;
    private final AgentSessions sessions;
    private final MachineUuids uuids;
    private final Announcer announcer;
    private final ForeignServers foreign;
    private final DhcpCounters counters;
    private final Probe probe;
    private final Settings settings;
    private final Set<MacAddress> probing = ConcurrentHashMap.newKeySet();

    public DhcpResponder(
            ServedSegments segments,
            PlanBook plans,
            LeaseBook leases,
            Sharing sharing,
            AgentSessions sessions,
            MachineUuids uuids,
            Announcer announcer,
            ForeignServers foreign,
            Counters counters,
            Routes routes,
            Probe probe,
            Settings settings) {
        this.places = new Places(segments, plans, leases, sharing, routes);
        this.plans = plans;
        this.leases = leases;
        this.sharing = sharing;
        this.sessions = sessions;
        this.uuids = uuids;
        this.announcer = announcer;
        this.foreign = foreign;
        this.counters = new DhcpCounters(counters);
        this.probe = probe;
        this.settings = settings;
    }

    /** @param later takes an answer that is not there yet, on another thread */
    public Optional<Outgoing> respond(byte[] packet, Arrival arrival, Consumer<Outgoing> later) {
        counters.received();
        DhcpMessage message;
        try {
            message = DhcpDecoder.decode(packet);
        } catch (MalformedPacketException e) {
            counters.malformed();
            return Optional.empty();
        }
        if (!message.clientHardware().isUnicast()) {
            counters.malformed();
            return Optional.empty();
        }
        return respond(message, arrival, later);
    }

    /** Runs when all that was promised so far is on disk. */
    public void afterCommit(Runnable action) {
        leases.afterCommit(action);
    }

    private Optional<Outgoing> respond(DhcpMessage message, Arrival arrival, Consumer<Outgoing> later) {
        var mac = message.clientHardware();
        var plan = plans.find(mac);
        var firmware = FirmwareClassifier.classify(message.options());
        var found = places.of(message, arrival, plan, plan.isEmpty() && !firmware.bootsFromNetwork());
        if (found.isEmpty()) {
            counters.withoutSegment();
            return Optional.empty();
        }
        var place = found.get();
        message.options()
                .octets(OptionCode.CLIENT_MACHINE_IDENTIFIER)
                .ifPresent(identifier -> uuids.heard(mac, identifier));
        var clientClass = place.clientClass();
        Standing standing = plan.<Standing>map(known -> new Standing.Known(known.hostname()))
                .orElseGet(() -> clientClass == null
                        ? new Standing.Stranger(sharing.isBound(mac))
                        : new Standing.OfClass(clientClass.name()));
        var answer = Answers.answer(new Question(
                message,
                arrival,
                firmware,
                place.segment(),
                settings.servesPlainStrangers(),
                place.server(),
                place.isRouted(),
                settings.httpPort(),
                settings.zone(),
                standing,
                place.allotment(),
                place.range(),
                sharing.share(),
                sharing.leavesToOther(message, place.allotment()),
                place.leaseTime(settings.leaseTime())));
        boolean isBeingProbed = answer.change() == Answer.LeaseChange.OFFER && probing.contains(mac);
        if (isBeingProbed || mustProbe(place, answer)) {
            if (!isBeingProbed) {
                probe(message, arrival, place, given(answer), later);
            }
            counters.silent(Answer.Reason.ADDRESS_BEING_PROBED);
            return Optional.empty();
        }
        if (!carryOut(message, answer, place)) {
            counters.silent(Answer.Reason.ADDRESS_TAKEN);
            return Optional.empty();
        }
        tell(message, place, firmware, answer);
        if (standing instanceof Standing.Known && firmware.bootsFromNetwork()) {
            tellRefusal(message, place, answer);
        }
        return switch (answer) {
            case Answer.Reply reply -> {
                counters.sent(reply.message().type());
                yield Optional.of(new Outgoing(
                        DhcpEncoder.encode(reply.message()),
                        reply.destination().address(),
                        reply.destination().port(),
                        reply.change() == Answer.LeaseChange.BIND));
            }
            case Answer.Silence silence -> {
                counters.silent(silence.reason());
                yield Optional.empty();
            }
        };
    }

    /** Says whether what the answer promises holds. */
    private boolean carryOut(DhcpMessage message, Answer answer, Places.Place place) {
        var mac = message.clientHardware();
        return switch (answer.change()) {
            case NONE -> true;
            case OFFER -> leases.offer(mac, place.ports(), given(answer));
            case BIND -> leases.bind(mac, place.ports(), given(answer), place.leaseTime(settings.leaseTime()));
            case RELEASE -> {
                leases.release(
                        mac,
                        message.options().address(OptionCode.REQUESTED_ADDRESS).orElse(message.clientAddress()));
                yield true;
            }
            case DECLINE -> {
                message.options()
                        .address(OptionCode.REQUESTED_ADDRESS)
                        .ifPresent(address -> leases.decline(mac, address));
                yield true;
            }
        };
    }

    private void tell(DhcpMessage message, Places.Place place, Firmware firmware, Answer answer) {
        var mac = message.clientHardware();
        if (answer instanceof Answer.Reply reply && reply.change() == Answer.LeaseChange.BIND) {
            sharing.bound(mac);
            if (place.clientClass() != null) {
                counters.boundOfClass();
            }
            if (firmware.bootsFromNetwork()) {
                sessions.gone(mac);
                announcer.addressGiven(
                        mac,
                        firmware,
                        reply.message().yourAddress() + " to " + firmware.phrase() + " in "
                                + place.segment().name());
            }
            return;
        }
        var chosen = message.options().address(OptionCode.SERVER_IDENTIFIER);
        if (message.type() == DhcpMessageType.REQUEST
                && chosen.isPresent()
                && !chosen.get().equals(place.server())
                && !place.isOurs(chosen.get())) {
            if (sharing.isOtherServer(chosen.get())) {
                message.options()
                        .address(OptionCode.REQUESTED_ADDRESS)
                        .ifPresent(address -> sharing.tookOther(mac, address));
            } else {
                otherServerChosen(message, place, firmware, chosen.get());
            }
        }
    }

    /** Of a machine that a run may wait for: it would be seen nowhere else. */
    private void tellRefusal(DhcpMessage message, Places.Place place, Answer answer) {
        if (answer instanceof Answer.Silence(Answer.Reason reason, var ignored)
                && reason == Answer.Reason.NO_ADDRESS_LEFT) {
            announcer.addressRefused(
                    message.clientHardware(),
                    "segment " + place.segment().name()
                            + (place.range() == null
                                    ? " has no range of addresses for machines"
                                    : ": its range is used up"));
        }
    }

    /** In a segment that is ours to serve, another server is trouble; where we are the proxy it is how we hear of the address. */
    private void otherServerChosen(DhcpMessage message, Places.Place place, Firmware firmware, Ipv4Address server) {
        var mac = message.clientHardware();
        switch (place.segment().dhcp().mode()) {
            case SERVE, RESERVATIONS_ONLY ->
                foreign.heard(server, place.segment().name(), mac);
            case PROXY -> {
                var address = message.options().address(OptionCode.REQUESTED_ADDRESS);
                address.ifPresent(given -> leases.seen(mac, given));
                if (firmware.bootsFromNetwork() && address.isPresent()) {
                    sessions.gone(mac);
                    announcer.addressGiven(
                            mac,
                            firmware,
                            address.get() + " from " + server + " to " + firmware.phrase() + " in "
                                    + place.segment().name());
                }
            }
            case OFF -> {}
        }
    }

    /** An address that the machine did not have last, in a segment that wants to know who else is there. */
    private static boolean mustProbe(Places.Place place, Answer answer) {
        return place.segment().dhcp().checksConflicts()
                && place.segment().dhcp().mode() == DhcpMode.SERVE
                && place.allotment() instanceof Allotment.Free
                && answer.change() == Answer.LeaseChange.OFFER;
    }

    private void probe(
            DhcpMessage message, Arrival arrival, Places.Place place, Ipv4Address address, Consumer<Outgoing> later) {
        var mac = message.clientHardware();
        if (!probing.add(mac)) {
            return;
        }
        // Held meanwhile, so that nobody else is offered it.
        boolean asked = leases.offer(mac, place.ports(), address)
                && probe.ask(address, isTaken -> {
                    if (isTaken && leases.foundTaken(mac, address)) {
                        counters.conflict();
                    }
                    probing.remove(mac);
                    // If it is free it is held by now, and is offered; if not, the next one is probed.
                    respond(message, arrival, later).ifPresent(later);
                });
        if (!asked) {
            probing.remove(mac);
        }
    }

    private static Ipv4Address given(Answer answer) {
        return switch (answer) {
            case Answer.Reply reply -> reply.message().yourAddress();
            case Answer.Silence silence ->
                throw new IllegalStateException("silence (" + silence.reason() + ") gives no address");
        };
    }
}
