package io.metalwright.boot.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.MovableClock;
import io.metalwright.boot.TestSegments;
import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.announce.Recipient;
import io.metalwright.boot.announce.RecordingCourier;
import io.metalwright.boot.dhcp.DhcpResponder.Outgoing;
import io.metalwright.boot.dhcp.wire.DhcpDecoder;
import io.metalwright.boot.dhcp.wire.DhcpEncoder;
import io.metalwright.boot.dhcp.wire.DhcpMessage;
import io.metalwright.boot.dhcp.wire.DhcpMessageType;
import io.metalwright.boot.dhcp.wire.DhcpOptions;
import io.metalwright.boot.dhcp.wire.OptionCode;
import io.metalwright.boot.lease.Holdings;
import io.metalwright.boot.lease.Lease;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.lease.Share;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.plans.AgentSessions;
import io.metalwright.boot.plans.MachineUuids;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.DhcpMode;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.Segment;
import io.metalwright.model.network.SegmentDhcp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DhcpResponderTest {
    private static final MacAddress MAC = MacAddress.of("52:54:00:00:00:0a");
    private static final Ipv4Address GIVEN = Ipv4Address.of("10.99.1.100");
    private static final Ipv4Address NEXT = Ipv4Address.of("10.99.1.101");
    private static final Ipv4Address ON_FIRST = Ipv4Address.of("10.99.1.1");
    private static final Ipv4Address ON_SECOND = Ipv4Address.of("10.99.2.1");
    private static final Duration HOUR = Duration.ofHours(1);

    /** What is asked, and who is to be told. */
    private record Asked(Ipv4Address address, Consumer<Boolean> isTaken) {}

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private final Counters counters = new Counters();
    private final ArrayDeque<Asked> probes = new ArrayDeque<>();
    private final List<Outgoing> later = new ArrayList<>();
    private Ipv4Address towardsAll = Ipv4Address.of("192.0.2.1");
    private SiteStore store;
    private LeaseBook leases;
    private Announcer announcer;
    private ServedSegments segments;
    private DhcpResponder responder;

    @BeforeEach
    void start() {
        store = SiteStore.open(folder.resolve("store.mv"));
        leases = LeaseBook.open(folder.resolve("leases"), store, Share.WHOLE, clock);
        announcer = new Announcer(new RecordingCourier(), sign -> new Recipient.Nobody(), store, counters, clock);
        segments = new ServedSegments(store);
        segments.replace(List.of(segment(1, DhcpMode.SERVE, false, null), segment(2, DhcpMode.SERVE, false, null)));
        responder = new DhcpResponder(
                segments,
                new PlanBook(store),
                leases,
                new Sharing(Holdings.whole(store, clock), OtherServer.NONE, leases, clock),
                new AgentSessions(store, clock),
                new MachineUuids(),
                announcer,
                new ForeignServers(counters, clock),
                counters,
                other -> towardsAll,
                (address, isTaken) -> probes.add(new Asked(address, isTaken)),
                new DhcpResponder.Settings(8090, false, HOUR, null));
    }

    @AfterEach
    void stop() {
        try (var _ = store;
                var _ = leases;
                var _ = announcer) {}
    }

    /** On the socket for relays, and on that of an interface which has a segment of its own. */
    @Test
    void aClientBehindARelayRenewsByUnicastPastIt() {
        leases.bind(MAC, List.of(), GIVEN, Duration.ofMinutes(10));

        for (var local : List.of(List.<Ipv4Address>of(), List.of(ON_SECOND))) {
            var outgoing =
                    respond(message(DhcpMessageType.REQUEST, GIVEN), local).orElseThrow();
            var answer = DhcpDecoder.decode(outgoing.bytes());

            assertThat(answer.type()).isEqualTo(DhcpMessageType.ACK);
            assertThat(answer.yourAddress()).isEqualTo(GIVEN);
            assertThat(answer.options().address(OptionCode.SERVER_IDENTIFIER)).contains(towardsAll);
            assertThat(outgoing.address()).isEqualTo(GIVEN);
            assertThat(outgoing.port()).isEqualTo(68);
        }
        assertThat(leases.bound(MAC).map(Lease::until)).contains(clock.instant().plus(HOUR));
    }

    @Test
    void aClientBehindARelayIsInformedOfItsOwnSegment() {
        leases.bind(MAC, List.of(), GIVEN, HOUR);

        var outgoing = respond(message(DhcpMessageType.INFORM, GIVEN), List.of(ON_SECOND))
                .orElseThrow();

        assertThat(outgoing.address()).isEqualTo(GIVEN);
        assertThat(DhcpDecoder.decode(outgoing.bytes()).options().address(OptionCode.ROUTER))
                .contains(ON_FIRST);
    }

    @Test
    void aClientBehindARelayGivesItsAddressBackByUnicast() {
        leases.bind(MAC, List.of(), GIVEN, HOUR);

        assertThat(respond(
                        message(DhcpMessageType.RELEASE, GIVEN, OptionCode.SERVER_IDENTIFIER, towardsAll), List.of()))
                .isEmpty();

        assertThat(leases.bound(MAC)).isEmpty();
    }

    @Test
    void aClientBehindARelayIsRefusedAloneAndOneThatWasMovedHereByABroadcast() {
        leases.bind(MAC, List.of(), GIVEN, HOUR);

        var alone = respond(message(DhcpMessageType.REQUEST, NEXT), List.of(ON_SECOND))
                .orElseThrow();
        // We are on the wire of its address, and it is not.
        towardsAll = ON_FIRST;
        var moved = respond(message(DhcpMessageType.REQUEST, NEXT), List.of(ON_SECOND))
                .orElseThrow();

        assertThat(DhcpDecoder.decode(alone.bytes()).type()).isEqualTo(DhcpMessageType.NAK);
        assertThat(alone.address()).isEqualTo(NEXT);
        assertThat(DhcpDecoder.decode(moved.bytes()).type()).isEqualTo(DhcpMessageType.NAK);
        assertThat(moved.address()).isEqualTo(Ipv4Address.BROADCAST);
    }

    @Test
    void anAddressThatAnotherServerGaveOnTheSameWireIsNotRefused() {
        var theirs = Ipv4Address.of("10.99.2.200");
        for (var mode : List.of(DhcpMode.SERVE, DhcpMode.PROXY, DhcpMode.OFF)) {
            segments.replace(List.of(segment(1, DhcpMode.SERVE, false, "wire"), segment(2, mode, false, "wire")));

            assertThat(respond(message(DhcpMessageType.REQUEST, theirs), List.of(ON_FIRST)))
                    .as("rebinding, %s", mode)
                    .isEmpty();
            assertThat(respond(
                            message(DhcpMessageType.REQUEST, Ipv4Address.ANY, OptionCode.REQUESTED_ADDRESS, theirs),
                            List.of(ON_FIRST)))
                    .as("rebooting, %s", mode)
                    .isEmpty();
        }
        var foreign = respond(message(DhcpMessageType.REQUEST, Ipv4Address.of("10.77.0.9")), List.of(ON_FIRST))
                .orElseThrow();
        assertThat(DhcpDecoder.decode(foreign.bytes()).type()).isEqualTo(DhcpMessageType.NAK);
    }

    @Test
    void nothingIsOfferedWhileItsAddressIsBeingProbedHoweverOftenItIsAskedFor() {
        segments.replace(List.of(segment(1, DhcpMode.SERVE, true, null)));

        assertThat(discover()).isEmpty();
        assertThat(discover()).isEmpty();
        assertThat(probes).hasSize(1);
        probes.remove().isTaken().accept(true);
        assertThat(discover()).isEmpty();
        assertThat(later).isEmpty();
        var second = probes.remove();
        assertThat(second.address()).isEqualTo(NEXT);
        second.isTaken().accept(false);

        assertThat(DhcpDecoder.decode(later.getFirst().bytes()).yourAddress()).isEqualTo(NEXT);
        assertThat(discover()).isPresent();
    }

    @Test
    void aClientThatTookItsAddressMeanwhileIsNotFoundToBeAnother() {
        segments.replace(List.of(segment(1, DhcpMode.SERVE, true, null)));
        discover();
        leases.bind(MAC, List.of(), GIVEN, HOUR);

        probes.remove().isTaken().accept(true);

        assertThat(leases.bound(MAC).map(Lease::address)).contains(GIVEN);
        assertThat(counters.total("dhcp_conflicts")).isZero();
    }

    private Optional<Outgoing> discover() {
        return respond(message(DhcpMessageType.DISCOVER, Ipv4Address.ANY), List.of(ON_FIRST));
    }

    private Optional<Outgoing> respond(DhcpMessage message, List<Ipv4Address> local) {
        var arrival = new Arrival(Arrival.Door.SERVER, local, message.clientAddress(), 68);
        return responder.respond(DhcpEncoder.encode(message), arrival, later::add);
    }

    private static DhcpMessage message(DhcpMessageType type, Ipv4Address client) {
        return message(type, client, DhcpOptions.NONE.more());
    }

    private static DhcpMessage message(
            DhcpMessageType type, Ipv4Address client, OptionCode option, Ipv4Address address) {
        return message(type, client, DhcpOptions.NONE.more().put(option, address));
    }

    private static DhcpMessage message(DhcpMessageType type, Ipv4Address client, DhcpOptions.Builder options) {
        return new DhcpMessage(
                DhcpMessage.Operation.REQUEST,
                0,
                0x0BADCAFE,
                0,
                false,
                client,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                MAC,
                "",
                "",
                type,
                options.put(OptionCode.VENDOR_CLASS, "PXEClient:Arch:00007:UNDI:003016")
                        .build());
    }

    private static Segment segment(int n, DhcpMode mode, boolean checksConflicts, @Nullable String wire) {
        return TestSegments.segment(n, Registration.AUTOMATIC)
                .with(new SegmentDhcp(mode, List.of(), checksConflicts, null, wire, Map.of(), List.of(), List.of()));
    }
}
