package io.metalwright.boot.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.MovableClock;
import io.metalwright.boot.dhcp.wire.DhcpMessage;
import io.metalwright.boot.dhcp.wire.DhcpMessageType;
import io.metalwright.boot.dhcp.wire.DhcpOptions;
import io.metalwright.boot.lease.Allotment;
import io.metalwright.boot.lease.Holdings;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.lease.Share;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharingTest {
    private static final Share ONE = Share.of("1/2");
    private static final MacAddress OURS = client(true);
    private static final MacAddress THEIRS = client(false);
    private static final Ipv4Address OF_ONE = Ipv4Address.of("10.99.1.100");
    private static final Allotment FREE = new Allotment.Free(OF_ONE);

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private final SettableServer other = new SettableServer();
    private SiteStore store;
    private LeaseBook leases;
    private Sharing sharing;

    @BeforeEach
    void open() {
        store = SiteStore.open(folder.resolve("store.mv"));
        leases = LeaseBook.open(folder.resolve("leases.journal"), store, ONE, clock);
        var holdings = Holdings.of(ONE, false, store, clock, () -> Duration.ofHours(1));
        holdings.settle();
        sharing = new Sharing(holdings, other, leases, clock);
    }

    @AfterEach
    void close() {
        leases.close();
        store.close();
    }

    @Test
    void ourClientIsAnsweredAtOnceAndTheOthersWhenItWasLeftWaiting() {
        assertThat(sharing.leavesToOther(discover(OURS), FREE)).isFalse();
        assertThat(sharing.leavesToOther(discover(THEIRS), FREE)).isTrue();
        clock.advance(Duration.ofSeconds(2));
        assertThat(sharing.leavesToOther(discover(THEIRS), FREE)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(sharing.leavesToOther(discover(THEIRS), FREE)).isFalse();
    }

    @Test
    void aSearchThatEndedOrWasGivenUpBeginsAnew() {
        sharing.leavesToOther(discover(THEIRS), FREE);
        clock.advance(Duration.ofSeconds(5));
        sharing.tookOther(THEIRS, Ipv4Address.of("10.99.1.101"));
        assertThat(sharing.leavesToOther(discover(THEIRS), FREE)).isTrue();

        clock.advance(Duration.ofHours(1));
        assertThat(sharing.leavesToOther(discover(THEIRS), FREE)).isTrue();
    }

    @Test
    void allAreAnsweredAtOnceWhileTheOtherIsAway() {
        other.away = true;

        assertThat(sharing.leavesToOther(discover(THEIRS), FREE)).isFalse();
    }

    @Test
    void whoHasALeaseOfOursOrAReservationIsAnsweredAtOnce() {
        assertThat(sharing.leavesToOther(discover(THEIRS), new Allotment.Reserved(OF_ONE)))
                .isFalse();

        leases.bind(THEIRS, List.of(), OF_ONE, Duration.ofHours(1));
        assertThat(sharing.leavesToOther(discover(THEIRS), new Allotment.Held(OF_ONE)))
                .isFalse();
    }

    @Test
    void whoTookTheOthersOfferGivesOursBack() {
        leases.bind(THEIRS, List.of(), OF_ONE, Duration.ofHours(1));

        sharing.tookOther(THEIRS, Ipv4Address.of("10.99.1.101"));

        assertThat(leases.bound(THEIRS)).isEmpty();
        assertThat(leases.address(THEIRS)).contains(Ipv4Address.of("10.99.1.101"));
        assertThat(sharing.isBound(THEIRS)).isTrue();
    }

    @Test
    void nothingIsGivenWhileTheOtherHasTheSameShare() {
        assertThat(sharing.mayGive(OF_ONE)).isTrue();
        other.claimsOurShare = true;
        assertThat(sharing.mayGive(OF_ONE)).isFalse();
    }

    private static MacAddress client(boolean ours) {
        return IntStream.range(0, 100)
                .mapToObj(i -> MacAddress.of(String.format("52:54:00:00:00:%02x", i)))
                .filter(mac -> ONE.isAsked(mac) == ours)
                .findFirst()
                .orElseThrow();
    }

    private static DhcpMessage discover(MacAddress mac) {
        return new DhcpMessage(
                DhcpMessage.Operation.REQUEST,
                0,
                0x0BADCAFE,
                0,
                true,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                mac,
                "",
                "",
                DhcpMessageType.DISCOVER,
                DhcpOptions.NONE);
    }
}
