package io.metalwright.boot;

import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.announce.Courier;
import io.metalwright.boot.announce.Recipient;
import io.metalwright.boot.dhcp.Arrival;
import io.metalwright.boot.dhcp.DhcpResponder;
import io.metalwright.boot.dhcp.ForeignServers;
import io.metalwright.boot.dhcp.OtherServer;
import io.metalwright.boot.dhcp.Sharing;
import io.metalwright.boot.dhcp.wire.DhcpDecoder;
import io.metalwright.boot.dhcp.wire.DhcpEncoder;
import io.metalwright.boot.dhcp.wire.DhcpMessage;
import io.metalwright.boot.dhcp.wire.DhcpMessageType;
import io.metalwright.boot.dhcp.wire.DhcpOptions;
import io.metalwright.boot.dhcp.wire.OptionCode;
import io.metalwright.boot.lease.Holdings;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.lease.Share;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.plans.AgentSessions;
import io.metalwright.boot.plans.MachineUuids;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.MacAddress;
import io.metalwright.model.SiteName;
import io.metalwright.model.boot.BootSign;
import io.metalwright.model.network.AddressRange;
import io.metalwright.model.network.Cidr;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a few thousand made-up clients through the code that answers DHCP, on leases of its own, so that the virtual machine has compiled it
 * when a site wakes up all at once. Nothing of it reaches a network or the site's store. It costs a second or two of one processor, once.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int CLIENTS = 3000;
    /** Whoever waits for the first answer waits no longer for a processor that is slow or busy. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final Ipv4Address SERVER = Ipv4Address.of("192.0.2.1");
    private static final Courier NOBODY = new Courier() {
        @Override
        public Delivery deliver(BootSign sign, Recipient.Run run) {
            return Delivery.RUN_OVER;
        }

        @Override
        public Delivery deliver(BootSign sign, Recipient.Discovery discovery) {
            return Delivery.RUN_OVER;
        }
    };

    private Rehearsal() {}

    /** Returns when it is over. */
    static void play() {
        try {
            var folder = Files.createTempDirectory("metalwright-rehearsal");
            try {
                play(folder);
            } finally {
                remove(folder);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("rehearse DHCP, which only makes the first answers slower", e);
        }
    }

    private static void play(Path folder) {
        var clock = Clock.systemUTC();
        var counters = new Counters();
        try (var store = SiteStore.open(folder.resolve("rehearsal.mv"));
                var leases = LeaseBook.open(folder.resolve("rehearsal.journal"), store, Share.WHOLE, clock);
                var announcer = new Announcer(NOBODY, sign -> new Recipient.Nobody(), store, counters, clock)) {
            var segments = new ServedSegments(store);
            segments.replace(List.of(new Segment(
                    "rehearsal",
                    SiteName.of("rehearsal"),
                    Cidr.of("198.18.0.0/15"),
                    null,
                    null,
                    AddressRange.of("198.18.1.0-198.18.255.250"),
                    null,
                    null,
                    null,
                    List.of(),
                    Registration.AUTOMATIC)));
            var responder = new DhcpResponder(
                    segments,
                    new PlanBook(store),
                    leases,
                    new Sharing(Holdings.whole(store, clock), OtherServer.NONE, leases, clock),
                    new AgentSessions(store, clock),
                    new MachineUuids(),
                    announcer,
                    new ForeignServers(counters, clock),
                    counters,
                    relay -> SERVER,
                    (address, answered) -> false,
                    new DhcpResponder.Settings(80, false, Duration.ofHours(1), null));
            long end = System.nanoTime() + LONGEST.toNanos();
            for (int client = 0; client < CLIENTS && System.nanoTime() < end; client++) {
                exchange(responder, MacAddress.of(String.format("02:00:5e:10:%02x:%02x", client >> 8, client & 0xFF)));
            }
            leases.awaitCommit();
        }
    }

    private static void exchange(DhcpResponder responder, MacAddress mac) {
        var arrival = new Arrival(Arrival.Door.SERVER, List.of(), Ipv4Address.of("198.18.0.2"), 67);
        var asking = DhcpOptions.NONE
                .more()
                .put(OptionCode.VENDOR_CLASS, "PXEClient:Arch:00007:UNDI:003016")
                .put(OptionCode.CLIENT_ARCHITECTURE, Octets.ofHex("0007"))
                .put(OptionCode.PARAMETER_REQUEST_LIST, Octets.ofHex("0103060c4243"));
        var offer = answer(responder, message(mac, DhcpMessageType.DISCOVER, asking.build()), arrival);
        offer.ifPresent(given -> {
            var choosing = asking.put(OptionCode.SERVER_IDENTIFIER, SERVER)
                    .put(OptionCode.REQUESTED_ADDRESS, given.yourAddress())
                    .build();
            answer(responder, message(mac, DhcpMessageType.REQUEST, choosing), arrival);
        });
    }

    private static Optional<DhcpMessage> answer(DhcpResponder responder, DhcpMessage message, Arrival arrival) {
        return responder
                .respond(DhcpEncoder.encode(message), arrival, later -> {})
                .map(outgoing -> DhcpDecoder.decode(outgoing.bytes()));
    }

    private static DhcpMessage message(MacAddress mac, DhcpMessageType type, DhcpOptions options) {
        return new DhcpMessage(
                DhcpMessage.Operation.REQUEST,
                1,
                (int) mac.bits(),
                0,
                false,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                Ipv4Address.of("198.18.0.2"),
                mac,
                "",
                "",
                type,
                options);
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
