package io.metalwright.boot.dhcp6;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.MovableClock;
import io.metalwright.boot.TestSegments;
import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.announce.Recipient;
import io.metalwright.boot.announce.RecordingCourier;
import io.metalwright.boot.dhcp.OtherServer;
import io.metalwright.boot.dhcp6.wire.Dhcp6Decoder;
import io.metalwright.boot.dhcp6.wire.Dhcp6Encoder;
import io.metalwright.boot.dhcp6.wire.Dhcp6Message;
import io.metalwright.boot.dhcp6.wire.Dhcp6MessageType;
import io.metalwright.boot.dhcp6.wire.Dhcp6OptionCode;
import io.metalwright.boot.dhcp6.wire.Dhcp6Options;
import io.metalwright.boot.dhcp6.wire.Dhcp6Packet;
import io.metalwright.boot.dhcp6.wire.RelayHop;
import io.metalwright.boot.lease.Holdings;
import io.metalwright.boot.lease.Ipv6LeaseBook;
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
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Ipv6Prefix;
import io.metalwright.model.network.Ipv6Range;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.RouterAdvertising;
import io.metalwright.model.network.SegmentIpv6;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Dhcp6ResponderTest {
    private static final Ipv6Address SERVER = Ipv6Address.of("fd99::1");
    private static final Ipv6Address SENDER = Ipv6Address.of("fe80::5054:ff:fe99:601");
    private static final Ipv6Range RANGE = Ipv6Range.of("fd99::100-fd99::1ff");
    private static final Dhcp6Arrival ON_LINK = new Dhcp6Arrival(List.of(SERVER), SENDER);
    private static final Dhcp6Arrival BY_RELAY = new Dhcp6Arrival(List.of(), Ipv6Address.of("fd98::2"));

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private final Counters counters = new Counters();
    private final RecordingCourier courier = new RecordingCourier();
    private SiteStore store;
    private LeaseBook leasesOfIpv4;
    private Ipv6LeaseBook leases;
    private Announcer announcer;
    private Dhcp6Responder responder;

    @BeforeEach
    void start() {
        store = SiteStore.open(folder.resolve("store.mv"));
        leasesOfIpv4 = LeaseBook.open(folder.resolve("ipv4"), store, Share.WHOLE, clock);
        leases = Ipv6LeaseBook.open(folder.resolve("ipv6"), clock);
        announcer = new Announcer(courier, sign -> new Recipient.Run("machine-m-0001"), store, counters, clock);
        var segments = new ServedSegments(store);
        segments.replace(List.of(TestSegments.segment(1, Registration.AUTOMATIC)
                .with(new SegmentIpv6(Ipv6Prefix.of("fd99::/64"), RANGE, List.of(), RouterAdvertising.OFF))));
        responder = new Dhcp6Responder(
                segments,
                new PlanBook(store),
                leases,
                leasesOfIpv4,
                new Dhcp6Sharing(Holdings.whole(store, clock), OtherServer.NONE, leases),
                new AgentSessions(store, clock),
                new MachineUuids(),
                announcer,
                counters,
                link -> SERVER,
                ServerDuid.keptOrMade(store),
                new Dhcp6Responder.Settings(8090, false, Duration.ofHours(1)));
    }

    @AfterEach
    void stop() {
        try (var _ = store;
                var _ = leasesOfIpv4;
                var _ = leases;
                var _ = announcer) {}
    }

    @Test
    void theServerKeepsItsName() {
        assertThat(ServerDuid.keptOrMade(store)).isEqualTo(ServerDuid.keptOrMade(store));
        assertThat(ServerDuid.keptOrMade(store).hex()).startsWith("0004").hasSize(36);
    }

    @Test
    void aReplyWaitsForItsLeaseToBeOnDiskAndAnAdvertisementDoesNot() {
        var offered = respond(solicit(), ON_LINK).orElseThrow();
        assertThat(offered.awaitsCommit()).isFalse();
        assertThat(offered.port()).isEqualTo(546);

        var bound = respond(request(), ON_LINK).orElseThrow();
        assertThat(bound.awaitsCommit()).isTrue();
        assertThat(leases.bound(MacAddress.of("52:54:00:99:06:01"))).isPresent();
    }

    @Test
    void whoIsLeftWithoutAnAddressIsToldOfToItsRun() throws InterruptedException {
        for (int i = 0; i < RANGE.size(); i++) {
            var address = new Ipv6Address(RANGE.first().high(), RANGE.first().low() + i);
            leases.bind(new MacAddress(0x02005e000000L + i), address, Duration.ofHours(1));
        }

        assertThat(respond(solicit(), ON_LINK)).isPresent();
        var told = courier.await(SignKind.NO_ADDRESS).sign();
        assertThat(told.mac()).isEqualTo(MacAddress.of("52:54:00:99:06:01"));
        assertThat(told.detail()).contains("its range of IPv6 addresses is used up");
    }

    @Test
    void theRelayNearestTheClientSaysWhereItIsAndWhoItIs() {
        var hops = List.of(
                new RelayHop(1, Ipv6Address.ANY, Ipv6Address.of("fe80::2"), Dhcp6Options.NONE),
                new RelayHop(
                        0,
                        Ipv6Address.of("fd99::fe"),
                        // A made-up address: it says nothing of the card.
                        Ipv6Address.of("fe80::1234"),
                        Dhcp6Options.builder()
                                .put(Dhcp6OptionCode.CLIENT_LINK_LAYER_ADDRESS, Octets.ofHex("0001525400990677"))
                                .build()));

        var answer = respond(new Dhcp6Packet(hops, request()), BY_RELAY).orElseThrow();

        assertThat(answer.port()).isEqualTo(547);
        assertThat(Dhcp6Decoder.decode(answer.bytes()).hops()).hasSize(2);
        assertThat(leases.bound(MacAddress.of("52:54:00:99:06:77"))).isPresent();
    }

    @Test
    void whoCannotBeToldFromOthersIsNotAnswered() {
        var nameless = Dhcp6Messages.with(
                Dhcp6Messages.without(solicit(), Dhcp6OptionCode.CLIENT_IDENTIFIER),
                Dhcp6OptionCode.CLIENT_IDENTIFIER,
                Octets.ofHex("0002deadbeef"));
        var sender = new Dhcp6Arrival(List.of(SERVER), Ipv6Address.of("fe80::1234"));

        assertThat(respond(nameless, sender)).isEmpty();
        assertThat(counters.text()).contains("dhcp6_silent_total{reason=\"NO_HARDWARE_ADDRESS\"} 1");
        // By its DUID, where that names a card.
        assertThat(respond(solicit(), sender)).isPresent();
    }

    @Test
    void whereNoSegmentIsNobodyIsAnswered() {
        assertThat(respond(solicit(), new Dhcp6Arrival(List.of(Ipv6Address.of("fd98::1")), SENDER)))
                .isEmpty();
        assertThat(respond(
                        new Dhcp6Packet(
                                List.of(new RelayHop(0, Ipv6Address.of("fd97::1"), SENDER, Dhcp6Options.NONE)),
                                solicit()),
                        BY_RELAY))
                .isEmpty();
        assertThat(counters.text()).contains("dhcp6_silent_total{reason=\"NO_SEGMENT\"} 2");
    }

    /** Two hundred thousand packets, each a good one with some bytes changed, cut off or put in. */
    @Test
    void garbageIsCountedAndNeitherThrowsNorTakesMoreThanTheRange() {
        var chance = new SplittableRandom(8415);
        var good = new ArrayList<byte[]>();
        for (var type : Dhcp6MessageType.values()) {
            good.add(Dhcp6Encoder.encode(new Dhcp6Packet(
                    List.of(),
                    Dhcp6Messages.naming(Dhcp6Messages.message(type, Dhcp6Messages.AS_HTTP_BOOT), RANGE.first()))));
        }
        good.add(Dhcp6Encoder.encode(new Dhcp6Packet(
                List.of(new RelayHop(0, Ipv6Address.of("fd99::fe"), SENDER, Dhcp6Options.NONE)), request())));
        int packets = 200_000;
        for (int i = 0; i < packets; i++) {
            byte[] packet = good.get(i % good.size()).clone();
            for (int changes = chance.nextInt(4); changes > 0; changes--) {
                packet[chance.nextInt(packet.length)] = (byte) chance.nextInt();
            }
            if (chance.nextInt(4) == 0) {
                packet = Arrays.copyOf(packet, chance.nextInt(packet.length + 40));
            }
            // Made-up cards, too: each asks from an address of its own.
            var sender = new Ipv6Address(SENDER.high(), SENDER.low() ^ chance.nextInt(1 << 24));
            responder.respond(packet, new Dhcp6Arrival(List.of(SERVER), sender));
        }

        assertThat(counters.total("dhcp6_received")).isEqualTo(packets);
        assertThat(counters.total("dhcp6_malformed")).isGreaterThan(packets / 10);
        assertThat(counters.total("dhcp6_received"))
                .isEqualTo(counters.total("dhcp6_malformed")
                        + counters.total("dhcp6_silent")
                        + counters.total("dhcp6_sent"));
        assertThat(leases.boundCount()).isLessThanOrEqualTo(RANGE.size());
        // Who asks properly is answered.
        assertThat(respond(solicit(), ON_LINK)).isPresent();
    }

    private Optional<Dhcp6Responder.Outgoing> respond(Dhcp6Message message, Dhcp6Arrival arrival) {
        return respond(new Dhcp6Packet(List.of(), message), arrival);
    }

    private Optional<Dhcp6Responder.Outgoing> respond(Dhcp6Packet packet, Dhcp6Arrival arrival) {
        return responder.respond(Dhcp6Encoder.encode(packet), arrival);
    }

    private static Dhcp6Message solicit() {
        return Dhcp6Messages.message(Dhcp6MessageType.SOLICIT, Dhcp6Messages.AS_HTTP_BOOT);
    }

    private Dhcp6Message request() {
        return Dhcp6Messages.with(
                Dhcp6Messages.message(Dhcp6MessageType.REQUEST, Dhcp6Messages.AS_HTTP_BOOT),
                Dhcp6OptionCode.SERVER_IDENTIFIER,
                ServerDuid.keptOrMade(store));
    }
}
